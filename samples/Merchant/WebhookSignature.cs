using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Samples.Merchant;

/// <summary>Whether a webhook comes from who has the secret, now, and as it was sent.</summary>
/// <remarks>Source: Standard Webhooks 1.0. The signature is over <c>id.timestamp.body</c>, the body byte by byte.</remarks>
internal sealed class WebhookSignature(string secret, TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private readonly byte[] _key = Convert.FromBase64String(secret["whsec_".Length..]);

    /// <param name="signatures">One or more <c>v1,base64</c>, parted by spaces: several while a secret is replaced.</param>
    public bool Holds(string id, string timestamp, string signatures, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (age.Duration() > Tolerance) return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.ASCII.GetBytes($"v1,{Convert.ToBase64String(HMACSHA256.HashData(_key, signed))}");
        return signatures.Split(' ').Any(given =>
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
    }
}
