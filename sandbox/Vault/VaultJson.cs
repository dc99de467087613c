using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Vault;

/// <summary>Secrets and certificates as the protocol spells them.</summary>
internal sealed class VaultJson(Uri vault)
{
    private const int RecoverableDays = 90;

    /// <summary>A secret with its value; a certificate's secret says that the vault manages it.</summary>
    public JsonObject Secret(VaultItem item, VaultVersion version)
    {
        var json = SecretItem(item, version, withVersion: true);
        json["value"] = version.Value;
        return json;
    }

    public JsonObject SecretItem(VaultItem item, VaultVersion version, bool withVersion)
    {
        var json = Common("secrets", item, version, withVersion);
        json["contentType"] = version.ContentType;
        if (version.Cer is null) return json;
        json["managed"] = true;
        json["kid"] = Address("keys", item, version.Id);
        return json;
    }

    public JsonObject Certificate(VaultItem item, VaultVersion version)
    {
        var json = CertificateItem(item, version, withVersion: true);
        json["cer"] = Convert.ToBase64String(version.Cer!);
        json["kid"] = Address("keys", item, version.Id);
        json["sid"] = Address("secrets", item, version.Id);
        return json;
    }

    public JsonObject CertificateItem(VaultItem item, VaultVersion version, bool withVersion)
    {
        var json = Common("certificates", item, version, withVersion);
        json["x5t"] = Base64Url.EncodeToString(SHA1.HashData(version.Cer!));
        return json;
    }

    private JsonObject Common(string collection, VaultItem item, VaultVersion version, bool withVersion)
    {
        var json = new JsonObject
        {
            ["id"] = Address(collection, item, withVersion ? version.Id : null),
            ["attributes"] = Attributes(version),
            ["tags"] = new JsonObject(version.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
        };
        if (item.DeletedAt is not { } deleted) return json;
        json["recoveryId"] = Address("deleted" + collection, item, null);
        json["deletedDate"] = deleted.ToUnixTimeSeconds();
        json["scheduledPurgeDate"] = deleted.AddDays(RecoverableDays).ToUnixTimeSeconds();
        return json;
    }

    private static JsonObject Attributes(VaultVersion version)
    {
        var attributes = new JsonObject
        {
            ["enabled"] = version.IsEnabled,
            ["created"] = version.Created.ToUnixTimeSeconds(),
            ["updated"] = version.Updated.ToUnixTimeSeconds(),
            ["recoveryLevel"] = "Recoverable+Purgeable",
            ["recoverableDays"] = RecoverableDays,
        };
        if (version.NotBefore is { } from) attributes["nbf"] = from;
        if (version.NotAfter is { } to) attributes["exp"] = to;
        return attributes;
    }

    private string Address(string collection, VaultItem item, string? version) =>
        new Uri(vault, version is null ? $"{collection}/{item.Name}" : $"{collection}/{item.Name}/{version}").AbsoluteUri;
}
