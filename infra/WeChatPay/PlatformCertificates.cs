using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Opens the answer of <c>GET /v3/certificates</c>.</summary>
internal static partial class PlatformCertificates
{
    /// <summary>The certificates that hold, and those left out with the reason.</summary>
    public readonly record struct Opened(
        IReadOnlyList<RingKey<SignatureKey>> Keys, IReadOnlyList<(string Serial, string Why)> LeftOut);

    /// <exception cref="JsonException">It is not such an answer.</exception>
    public static Opened Open(ReadOnlySpan<byte> json, ResourceCipher cipher, DateTimeOffset now)
    {
        var answer = JsonSerializer.Deserialize(json, Wire.Default.Answer) ?? throw new JsonException("Null.");
        var (keys, leftOut) = (new List<RingKey<SignatureKey>>(), new List<(string, string)>());
        foreach (var item in answer.Data)
        {
            var why = Open(item, cipher, now, out var key);
            if (why is null) keys.Add(key!);
            else leftOut.Add((item.SerialNo, why));
        }
        return new(keys, leftOut);
    }

    private static string? Open(Item item, ResourceCipher cipher, DateTimeOffset now, out RingKey<SignatureKey>? key)
    {
        key = null;
        if (item.Sealed.Algorithm != "AEAD_AES_256_GCM") return $"its algorithm is {item.Sealed.Algorithm}";
        var sealedBytes = new byte[item.Sealed.Ciphertext.Length];
        if (!Convert.TryFromBase64String(item.Sealed.Ciphertext, sealedBytes, out var size)) return "it is no base64";
        if (size < ResourceCipher.TagBytes) return "it is too short";
        var plain = new byte[size - ResourceCipher.TagBytes];
        var nonce = Encoding.UTF8.GetBytes(item.Sealed.Nonce);
        var associated = Encoding.UTF8.GetBytes(item.Sealed.AssociatedData ?? "");
        if (!cipher.TryOpen(nonce, sealedBytes.AsSpan(0, size), associated, plain))
            return "the APIv3 key does not open it";
        try
        {
            return Check(item, plain, now, out key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "it is no certificate with an RSA key of 2048 bits or more";
        }
    }

    private static string? Check(Item item, byte[] pem, DateTimeOffset now, out RingKey<SignatureKey>? key)
    {
        key = null;
        using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(pem));
        var (notBefore, notAfter) =
            (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (!Serials.Same(certificate.SerialNumber, item.SerialNo))
            return $"its own serial is {certificate.SerialNumber}";
        if (item.EffectiveTime != notBefore || item.ExpireTime != notAfter)
            return "its dates are not those it is listed with";
        if (notAfter < now) return $"it expired at {notAfter:O}";
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is null) return "its key is not RSA";
        key = new(item.SerialNo, KeyKind.PlatformCertificate, notBefore, notAfter, new(rsa));
        return null;
    }

    internal sealed record Answer(
        [property: JsonRequired, JsonPropertyName("data")] IReadOnlyList<Item> Data);

    internal sealed record Item(
        [property: JsonRequired, JsonPropertyName("serial_no")] string SerialNo,
        [property: JsonRequired, JsonPropertyName("effective_time")] DateTimeOffset EffectiveTime,
        [property: JsonRequired, JsonPropertyName("expire_time")] DateTimeOffset ExpireTime,
        [property: JsonRequired, JsonPropertyName("encrypt_certificate")] SealedText Sealed);

    internal sealed record SealedText(
        [property: JsonRequired, JsonPropertyName("algorithm")] string Algorithm,
        [property: JsonRequired, JsonPropertyName("nonce")] string Nonce,
        [property: JsonPropertyName("associated_data")] string? AssociatedData,
        [property: JsonRequired, JsonPropertyName("ciphertext")] string Ciphertext);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Answer))]
    internal sealed partial class Wire : JsonSerializerContext;
}
