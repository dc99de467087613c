namespace Azure.Security.KeyVault.Certificates;

/// <summary>A certificate's newest version.</summary>
public class KeyVaultCertificateWithPolicy : KeyVaultCertificate
{
    internal KeyVaultCertificateWithPolicy(CertificateProperties properties)
        : base(properties)
    {
    }
}
