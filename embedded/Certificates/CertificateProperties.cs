#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>What a vault tells of one version of a certificate, without the certificate.</summary>
public class CertificateProperties
{
    internal CertificateProperties(string version) => Version = version;

    public string Version { get; }

    public bool? Enabled { get; set; }

    public DateTimeOffset? NotBefore { get; internal init; }

    public DateTimeOffset? ExpiresOn { get; internal init; }

    public DateTimeOffset? CreatedOn { get; internal init; }
}
