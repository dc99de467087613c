using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>Certificates as the protocol spells them: times in seconds since 1970.</summary>
internal static class CertificateJson
{
    private static readonly JsonSerializerOptions WithoutNulls =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static (List<CertificateProperties> Versions, string? NextLink) ReadPage(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var versions = root.GetProperty("value").EnumerateArray().Select(ReadProperties).ToList();
        var next = root.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
        return (versions, string.IsNullOrEmpty(next) ? null : next);
    }

    internal static CertificateProperties Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ReadProperties(document.RootElement);
    }

    internal static byte[] OfImport(ImportCertificateOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { value = options.Certificate, pwd = options.Password }, WithoutNulls);

    private static CertificateProperties ReadProperties(JsonElement json)
    {
        var attributes = json.GetProperty("attributes");
        // https://vault/certificates/name/version
        return new(new Uri(json.GetProperty("id").GetString()!).Segments[3].TrimEnd('/'))
        {
            Enabled = attributes.TryGetProperty("enabled", out var enabled) ? enabled.GetBoolean() : null,
            NotBefore = Time(attributes, "nbf"),
            ExpiresOn = Time(attributes, "exp"),
            CreatedOn = Time(attributes, "created"),
        };
    }

    private static DateTimeOffset? Time(JsonElement attributes, string name) =>
        attributes.TryGetProperty(name, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64()) : null;
}
