using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>
/// Verifies webhooks as the published specification says. It shares no code with the app, so that neither can forgive
/// the other's mistakes.
/// </summary>
/// <remarks>Source: Standard Webhooks 1.0, "Verifying signatures".</remarks>
public static class WebhookCheck
{
    private const string SecretPrefix = "whsec_";
    private const string VersionPrefix = "v1,";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <returns>Which secrets it verifies by; empty with the reason when by none.</returns>
    public static (IReadOnlyList<int> SignedBy, string? Problem) Verify(
        IReadOnlyList<string> secrets, string id, string timestamp, string signatures, byte[] body, DateTimeOffset now)
    {
        if (id.Length == 0 || timestamp.Length == 0 || signatures.Length == 0) return ([], "a header is missing");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return ([], "the timestamp is no number");
        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (age > Tolerance || age < -Tolerance) return ([], "the timestamp is too far from now");

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var given = signatures.Split(' ').Where(one => one.StartsWith(VersionPrefix, StringComparison.Ordinal))
            .Select(one => Convert.FromBase64String(one[VersionPrefix.Length..])).ToArray();
        int[] by = [.. Enumerable.Range(0, secrets.Count).Where(i => given.Any(one => Signs(secrets[i], signed, one)))];
        return by.Length > 0 ? (by, null) : (by, "no signature is by a secret of ours");
    }

    private static bool Signs(string secret, byte[] signed, byte[] signature)
    {
        var key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), signature);
    }
}
