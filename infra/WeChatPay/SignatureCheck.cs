using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Callbacks;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Checks the signature of an answer or a notification over the bytes as received.</summary>
internal static class SignatureCheck
{
    private const string ImplementedType = "WECHATPAY2-SHA256-RSA2048";
    private const string ProbePrefix = "WECHATPAY/SIGNTEST/";
    private const string PublicKeyPrefix = "PUB_KEY_ID_";
    private const int HeaderCharsMax = 2048;

    /// <returns>Null when the message is genuine and fresh, or why it is not taken.</returns>
    public static RefusalReason? Refuse(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlySpan<byte> body, ReplayWindow window,
        DateTimeOffset now, out TimeSpan? skew)
    {
        if (RefuseHeaders(headers, window, now, out skew) is { } reason) return reason;
        var ring = merchant.Ring;
        var key = ring.Find(headers.Serial!, now);
        var verifies = Verifies(key?.Key ?? SignatureKey.Nobodys, headers, body);
        if (key is null) return WhyNoKey(merchant, ring, headers.Serial!);
        if (verifies) return null;
        return BodyTraces.LooksRewritten(body) ? RefusalReason.BodyAltered : RefusalReason.BadSignature;
    }

    /// <summary>Everything but the signature itself.</summary>
    public static RefusalReason? RefuseHeaders(
        in SignatureHeaders headers, ReplayWindow window, DateTimeOffset now, out TimeSpan? skew)
    {
        skew = null;
        if (string.IsNullOrEmpty(headers.Timestamp) || string.IsNullOrEmpty(headers.Nonce))
            return RefusalReason.MissingSignature;
        if (string.IsNullOrEmpty(headers.Signature) || string.IsNullOrEmpty(headers.Serial))
            return RefusalReason.MissingSignature;
        if (headers.SignatureType is { Length: > 0 } type && type != ImplementedType)
            return RefusalReason.UnsupportedSignatureType;
        if (headers.Signature.StartsWith(ProbePrefix, StringComparison.Ordinal)) return RefusalReason.SignatureProbe;
        if (!ReplayWindow.TryReadUnixSeconds(headers.Timestamp, out var stamped)) return RefusalReason.StaleTimestamp;
        skew = ReplayWindow.Skew(stamped, now);
        return window.Admits(stamped, now) ? null : RefusalReason.StaleTimestamp;
    }

    /// <summary>RSA PKCS#1 SHA-256 over <c>timestamp\nnonce\nbody\n</c>. What can't be decoded does not
    /// verify.</summary>
    public static bool Verifies(SignatureKey key, in SignatureHeaders headers, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[SignatureKey.BitsMax / 8];
        signature = signature[..key.SignatureBytes];
        if (!CanonicalBase64.TryDecode(headers.Signature, signature)) return false;
        if (headers.Timestamp!.Length > HeaderCharsMax || headers.Nonce!.Length > HeaderCharsMax) return false;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashMessage(headers.Timestamp, headers.Nonce, body, hash);
        return key.Verifies(hash, signature);
    }

    private static void HashMessage(string timestamp, string nonce, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(
            Encoding.UTF8.GetMaxByteCount(timestamp.Length + nonce.Length) + body.Length + 3);
        var length = Encoding.UTF8.GetBytes(timestamp, buffer);
        buffer[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(nonce, buffer.AsSpan(length));
        buffer[length++] = (byte)'\n';
        body.CopyTo(buffer.AsSpan(length));
        length += body.Length;
        buffer[length++] = (byte)'\n';
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Tells the famous confusions apart, for whoever reads the log.</summary>
    private static RefusalReason WhyNoKey(WeChatPayMerchant merchant, KeyRing<SignatureKey> ring, string serial)
    {
        if (ring.Find(serial) is not null) return RefusalReason.CertificateNotInForce;
        if (merchant.Keys.IsOwn(serial)) return RefusalReason.MerchantSerialUsed;
        if (serial.StartsWith(PublicKeyPrefix, StringComparison.Ordinal)) return RefusalReason.WrongKeyMode;
        var onlyPublicKey = merchant.PublicKeyId is not null && !ring.Has(KeyKind.PlatformCertificate);
        return onlyPublicKey && Serials.IsCertificateSerial(serial)
            ? RefusalReason.WrongKeyMode
            : RefusalReason.UnknownSerial;
    }
}
