#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>A certificate with its private key, to become a vault's certificate or its next version.</summary>
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

    public bool? Enabled { get; set; }

    public string Name { get; }

    /// <summary>Of the PKCS#12; null for none.</summary>
    public string Password { get; set; }

    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>();
}
