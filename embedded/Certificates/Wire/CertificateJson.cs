using System.Text.Json;

namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>Certificates as the protocol spells them: times in seconds since 1970, bytes in base64.</summary>
internal static class CertificateJson
{
    internal static KeyVaultCertificateWithPolicy Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new()
        {
            Properties = ReadProperties(root),
            Cer = root.GetProperty("cer").GetBytesFromBase64(),
        };
    }

    internal static (List<CertificateProperties> Versions, string? NextLink) ReadPage(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var versions = root.GetProperty("value").EnumerateArray().Select(ReadProperties).ToList();
        var next = root.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
        return (versions, string.IsNullOrEmpty(next) ? null : next);
    }

    internal static ReadOnlyMemory<byte> OfImport(ImportCertificateOptions options) => Write(json =>
    {
        json.WriteBase64String("value", options.Certificate);
        if (options.Password is { } password) json.WriteString("pwd", password);
        WriteChangeable(json, options.Enabled, options.Tags);
    });

    internal static ReadOnlyMemory<byte> OfUpdate(CertificateProperties properties) =>
        Write(json => WriteChangeable(json, properties.Enabled, properties.Tags));

    private static CertificateProperties ReadProperties(JsonElement json)
    {
        var attributes = json.GetProperty("attributes");
        var properties = new CertificateProperties
        {
            Id = new(json.GetProperty("id").GetString()!),
            Enabled = attributes.TryGetProperty("enabled", out var enabled) ? enabled.GetBoolean() : null,
            NotBefore = Time(attributes, "nbf"),
            ExpiresOn = Time(attributes, "exp"),
            CreatedOn = Time(attributes, "created"),
        };
        if (json.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object)
            foreach (var tag in tags.EnumerateObject()) properties.Tags[tag.Name] = tag.Value.GetString();
        return properties;
    }

    private static DateTimeOffset? Time(JsonElement attributes, string name) =>
        attributes.TryGetProperty(name, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64()) : null;

    private static void WriteChangeable(Utf8JsonWriter json, bool? enabled, IDictionary<string, string> tags)
    {
        if (enabled is { } isEnabled)
        {
            json.WriteStartObject("attributes");
            json.WriteBoolean("enabled", isEnabled);
            json.WriteEndObject();
        }

        if (tags.Count == 0) return;
        json.WriteStartObject("tags");
        foreach (var (name, value) in tags) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }
}
