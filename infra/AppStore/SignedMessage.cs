using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace PayFunctions.Infra.AppStore;

/// <summary>A signed message of the App Store: a compact JWS, verified over its bytes as they came.</summary>
/// <param name="Length">How many bytes of the buffer its content takes.</param>
/// <param name="Leaf">Who signed it. Whether its chain was in force then is asked with the content's own time.</param>
internal readonly record struct SignedMessage(AppStoreRefusal? Refusal, int Length, AppStoreLeaf? Leaf)
{
    private const int SignatureChars = 86;

    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Opens the message; nothing of its content is looked at before its signature holds.</summary>
    /// <param name="now">How long strangers' headers are remembered is told by it; what the signature is worth is not.</param>
    /// <param name="content">Where the content goes; as long as the message is long enough.</param>
    public static SignedMessage Open(AppStoreLeaves leaves, ReadOnlySpan<byte> message, Span<byte> content, DateTimeOffset now)
    {
        var first = message.IndexOf((byte)'.');
        var last = message.LastIndexOf((byte)'.');
        if (first <= 0 || last <= first + 1) return Refused(AppStoreRefusal.Malformed);
        var header = message[..first];
        var body = message[(first + 1)..last];
        var signature = message[(last + 1)..];
        if (header.ContainsAnyExcept(Alphabet) || body.ContainsAnyExcept(Alphabet))
            return Refused(AppStoreRefusal.Malformed);

        var found = leaves.Find(header, now);
        if (found.Refusal == AppStoreRefusal.Malformed) return Refused(AppStoreRefusal.Malformed);
        // Also where the leaf is a stranger's, so that both answers take as long.
        var isSigned = IsSigned(found.Leaf ?? leaves.Nobodys, message[..last], signature);
        if (found.Refusal is { } refusal) return Refused(refusal);
        if (!isSigned) return Refused(AppStoreRefusal.BadSignature);
        return Base64Url.DecodeFromUtf8(body, content, out _, out var length) == OperationStatus.Done
            ? new(null, length, found.Leaf)
            : Refused(AppStoreRefusal.Malformed);
    }

    private static bool IsSigned(AppStoreLeaf leaf, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> encoded)
    {
        Span<byte> signature = stackalloc byte[AppStoreLeaf.SignatureBytes];
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        if (encoded.Length != SignatureChars || encoded.ContainsAnyExcept(Alphabet)) return false;
        if (Base64Url.DecodeFromUtf8(encoded, signature, out _, out var length) != OperationStatus.Done) return false;
        SHA256.HashData(signed, sha256);
        return length == signature.Length && leaf.Verifies(sha256, signature);
    }

    private static SignedMessage Refused(AppStoreRefusal refusal) => new(refusal, 0, null);
}
