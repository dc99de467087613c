#nullable disable

namespace Azure.Security.KeyVault.Certificates;

/// <summary>What a vault tells of one version of a certificate, without the certificate.</summary>
public class CertificateProperties
{
    internal CertificateProperties()
    {
    }

    public Uri Id { get; internal init; }

    public string Name => Segment(2);

    public string Version => Segment(3);

    public bool? Enabled { get; set; }

    public DateTimeOffset? NotBefore { get; internal init; }

    public DateTimeOffset? ExpiresOn { get; internal init; }

    public DateTimeOffset? CreatedOn { get; internal init; }

    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>();

    // https://vault/certificates/name/version
    private string Segment(int index) => Id.Segments.Length > index ? Id.Segments[index].TrimEnd('/') : null;
}
