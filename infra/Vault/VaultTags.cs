using System.Globalization;
using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Vault;

/// <summary>A certificate as the tags of its secret tell of it.</summary>
internal static class VaultTags
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Dictionary<string, string> Of(VaultedCertificate certificate)
    {
        var tags = new Dictionary<string, string>
        {
            ["account"] = certificate.Account,
            ["purpose"] = certificate.Purpose.ToString(),
            ["serial"] = certificate.Serial,
            ["notBefore"] = Write(certificate.NotBefore),
            ["notAfter"] = Write(certificate.NotAfter),
            ["state"] = certificate.State.ToString(),
        };
        if (certificate.SupersededAt is { } superseded) tags["supersededAt"] = Write(superseded);
        if (certificate.RevokedAt is { } revoked) tags["revokedAt"] = Write(revoked);
        return tags;
    }

    /// <returns>Null for a secret that nobody here put.</returns>
    public static VaultedCertificate? Read(string name, IDictionary<string, string> tags)
    {
        if (!tags.TryGetValue("account", out var account) || !tags.TryGetValue("serial", out var serial)) return null;
        if (!TryName<CertificatePurpose>(tags, "purpose", out var purpose)) return null;
        if (!TryName<CertificateState>(tags, "state", out var state)) return null;
        if (TimeIn(tags, "notBefore") is not { } notBefore || TimeIn(tags, "notAfter") is not { } notAfter) return null;
        return new(
            name, account, purpose, serial, notBefore, notAfter, state, TimeIn(tags, "supersededAt"),
            TimeIn(tags, "revokedAt"));
    }

    private static bool TryName<T>(IDictionary<string, string> tags, string tag, out T value) where T : struct, Enum
    {
        value = default;
        return tags.TryGetValue(tag, out var text) && Enum.GetNames<T>().Contains(text) && Enum.TryParse(text, out value);
    }

    private static DateTimeOffset? TimeIn(IDictionary<string, string> tags, string tag) =>
        tags.TryGetValue(tag, out var text) && DateTimeOffset.TryParseExact(
            text, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);
}
