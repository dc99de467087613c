#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>One version of a certificate; its private key is in the secret of the same name and version.</summary>
public class KeyVaultCertificate
{
    internal KeyVaultCertificate()
    {
    }

    /// <summary>The certificate alone, DER.</summary>
    public byte[] Cer { get; internal init; }

    public string Name => Properties.Name;

    public CertificateProperties Properties { get; internal init; }
}
