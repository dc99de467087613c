using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Opens the answer of <c>GET /v3/certificates</c>.</summary>
internal static partial class PlatformCertificates
{
    /// <summary>The certificates that hold, and those left out with the reason.</summary>
    public readonly record struct Opened(
        IReadOnlyList<PlatformCertificate> Holding, IReadOnlyList<(string Serial, string Why)> LeftOut);

    /// <exception cref="JsonException">It is not such an answer.</exception>
    public static Opened Open(
        ReadOnlySpan<byte> json, ResourceCipher cipher, CheckedCertificates known, DateTimeOffset now)
    {
        var answer = JsonSerializer.Deserialize(json, Wire.Default.Answer) ?? throw new JsonException("Null.");
        var (holding, leftOut) = (new List<PlatformCertificate>(), new List<(string, string)>());
        foreach (var item in answer.Data)
        {
            var why = Open(item, cipher, known, now, out var holds);
            if (why is null) holding.Add(holds!);
            else leftOut.Add((item.SerialNo, why));
        }
        return new(holding, leftOut);
    }

    private static string? Open(
        Item item, ResourceCipher cipher, CheckedCertificates known, DateTimeOffset now, out PlatformCertificate? holds)
    {
        holds = null;
        if (!Serials.IsCertificateSerial(item.SerialNo)) return "its serial is not hex digits";
        if (item.Sealed.Algorithm != "AEAD_AES_256_GCM") return $"its algorithm is {item.Sealed.Algorithm}";
        var sealedBytes = new byte[item.Sealed.Ciphertext.Length];
        if (!Convert.TryFromBase64String(item.Sealed.Ciphertext, sealedBytes, out var size)) return "it is no base64";
        if (size < ResourceCipher.TagBytes) return "it is too short";
        var plain = new byte[size - ResourceCipher.TagBytes];
        var nonce = Encoding.UTF8.GetBytes(item.Sealed.Nonce);
        var associated = Encoding.UTF8.GetBytes(item.Sealed.AssociatedData ?? "");
        if (!cipher.TryOpen(nonce, sealedBytes.AsSpan(0, size), associated, plain))
            return "the APIv3 key does not open it";
        var said = new ProviderCertificate(
            item.SerialNo, item.EffectiveTime, item.ExpireTime, Encoding.UTF8.GetString(plain));
        return known.Check(said, now, out holds);
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
