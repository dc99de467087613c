using System.Security.Cryptography;

namespace PayFunctions.Infra.ApplePay;

/// <summary>A payment token with every part decoded, each of a size that it can have.</summary>
internal sealed record TokenParts(
    bool IsEc, byte[] Data, byte[] Signature, byte[] Key, byte[] PublicKeyHash, byte[] TransactionId,
    byte[] ApplicationData)
{
    private const int BytesMax = 32 * 1024;
    private const int HashBytes = 32;

    /// <summary>What the signature is over: the parts themselves, one after the other.</summary>
    public byte[] Signed => [.. Key, .. Data, .. TransactionId, .. ApplicationData];

    /// <summary>The one name of the token, whatever its id is spelled like.</summary>
    public string Name => Convert.ToHexString(SHA256.HashData(TransactionId));

    public static (TokenParts? Parts, ApplePayRefusal? Refusal) Read(PaymentToken token)
    {
        if (token.Version is not ("EC_v1" or "RSA_v1")) return (null, ApplePayRefusal.WrongVersion);
        var isEc = token.Version == "EC_v1";
        var other = isEc ? token.WrappedKey : token.EphemeralPublicKey;
        var key = Base64(isEc ? token.EphemeralPublicKey : token.WrappedKey);
        var (data, signature, hash) = (Base64(token.Data), Base64(token.Signature), Base64(token.PublicKeyHash));
        var (id, application) = (Hex(token.TransactionId), Hex(token.ApplicationData ?? ""));
        var isWhole = other is null && key is not null && data is { Length: > SealedBytes.TagBytes }
            && signature is not null && hash is { Length: HashBytes } && id is { Length: HashBytes }
            && application is { Length: 0 or HashBytes };
        return isWhole
            ? (new(isEc, data!, signature!, key!, hash!, id!, application!), null)
            : (null, ApplePayRefusal.Malformed);
    }

    /// <returns>Null where it is not base64 in its one spelling, or too long.</returns>
    private static byte[]? Base64(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > BytesMax / 3 * 4) return null;
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }

    private static byte[]? Hex(string? text)
    {
        if (text is null || text.Length % 2 != 0 || text.Length > 2 * HashBytes) return null;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit)) return null;
        }

        return Convert.FromHexString(text);
    }
}
