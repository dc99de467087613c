#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>One version of a certificate; its private key is in the secret of the same name and version.</summary>
public class KeyVaultCertificate
{
    internal KeyVaultCertificate(CertificateProperties properties) => Properties = properties;

    public CertificateProperties Properties { get; }
}
