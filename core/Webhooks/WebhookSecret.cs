using System.Security.Cryptography;

namespace PayFunctions.Core.Webhooks;

/// <summary>A key that a merchant and we share: <c>whsec_</c> and the base64 of 24 to 64 random bytes.</summary>
/// <remarks>Source: Standard Webhooks 1.0, "Signature scheme". It never shows its key.</remarks>
public sealed class WebhookSecret
{
    public const string Prefix = "whsec_";

    public const int BytesMin = 24;

    public const int BytesMax = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <returns>Null where the text is no such secret.</returns>
    public static WebhookSecret? TryRead(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var encoded = text.AsSpan(Prefix.Length);
        var key = new byte[encoded.Length];
        var isBase64 = Convert.TryFromBase64Chars(encoded, key, out var length);
        if (!isBase64 || length is < BytesMin or > BytesMax) return null;
        // As it is written when it is made: no spaces, no loose bits at its end.
        return encoded.SequenceEqual(Convert.ToBase64String(key, 0, length)) ? new(key[..length]) : null;
    }

    /// <summary>HMAC-SHA256 over the pieces as if they were one.</summary>
    internal void Sign(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(head);
        hmac.AppendData(body);
        hmac.GetHashAndReset(signature);
    }
}
