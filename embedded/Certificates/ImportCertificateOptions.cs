#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>A certificate with its private key, to become a vault's certificate or the next version of one.</summary>
public class ImportCertificateOptions
{
    /// <param name="certificate">PKCS#12.</param>
    public ImportCertificateOptions(string name, byte[] certificate)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(certificate);
        (Name, Certificate) = (name, certificate);
    }

    public byte[] Certificate { get; }

    public string Name { get; }

    /// <summary>Of the PKCS#12; null for none.</summary>
    public string Password { get; set; }
}
