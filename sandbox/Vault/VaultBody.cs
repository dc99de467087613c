using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Vault;

/// <summary>What a request wants kept or changed.</summary>
internal sealed class VaultBody(JsonObject json)
{
    public static async Task<VaultBody> ReadAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            return new((await JsonNode.ParseAsync(body, cancellationToken: cancellation))!.AsObject());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw VaultRefusal.Bad("The body is not a JSON object.");
        }
    }

    public VaultVersion NewSecret(DateTimeOffset now) => Change(
        new(Text("value") ?? throw VaultRefusal.Bad("value is missing."), Text("contentType"), null, now), now);

    /// <summary>PKCS#12 with its password; kept, and handed out, without one.</summary>
    public VaultVersion NewCertificate(DateTimeOffset now)
    {
        var value = Text("value") ?? throw VaultRefusal.Bad("value is missing.");
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12(
                Convert.FromBase64String(value), Text("pwd"), X509KeyStorageFlags.Exportable);
            if (!certificate.HasPrivateKey) throw VaultRefusal.Bad("The certificate comes without its private key.");
            return Change(OfCertificate(certificate, now), now);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw VaultRefusal.Bad("value is not a PKCS#12 that the password opens.");
        }
    }

    public static VaultVersion OfCertificate(X509Certificate2 certificate, DateTimeOffset now)
    {
        var kept = Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12));
        return new(kept, "application/x-pkcs12", certificate.RawData, now)
        {
            NotBefore = new DateTimeOffset(certificate.NotBefore).ToUnixTimeSeconds(),
            NotAfter = new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds(),
        };
    }

    /// <summary>What is named is replaced as a whole, the rest stays.</summary>
    public VaultVersion Change(VaultVersion version, DateTimeOffset now)
    {
        var attributes = json["attributes"] as JsonObject;
        return version with
        {
            Updated = now,
            ContentType = Text("contentType") ?? version.ContentType,
            IsEnabled = attributes?["enabled"]?.GetValue<bool>() ?? version.IsEnabled,
            NotBefore = attributes?["nbf"]?.GetValue<long>() ?? version.NotBefore,
            NotAfter = attributes?["exp"]?.GetValue<long>() ?? version.NotAfter,
            Tags = json["tags"] is JsonObject tags
                ? tags.ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value?.GetValue<string>() ?? "")
                : version.Tags,
        };
    }

    private string? Text(string name) => json[name]?.GetValue<string>();
}
