using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>An answer's parts: the raw text that is signed, byte for byte as it came, and the signature beside
/// it.</summary>
/// <remarks>Nothing of the node is believed before its signature is: this only finds where it begins and ends.</remarks>
internal sealed record ResponseNode(ReadOnlyMemory<byte> Raw, string? Sign, string? CertificateSerial, bool IsError)
{
    private const string ErrorName = "error_response";

    private static readonly JsonDocumentOptions NoDoubles = new() { AllowDuplicateProperties = false };

    /// <param name="name"><c>alipay_trade_query_response</c>.</param>
    /// <returns>Null for what is not an answer: a proxy's page, two nodes, two signatures, something after the
    /// end.</returns>
    public static ResponseNode? Find(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            return Read(body, Encoding.ASCII.GetBytes(name));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool IsSignedWith(SignatureKey key)
    {
        var signature = new byte[key.SignatureBytes];
        return CanonicalBase64.TryDecode(Sign, signature) && key.Verifies(SHA256.HashData(Raw.Span), signature);
    }

    /// <summary>The node's content, which is an object or, encrypted, a text that holds one. Verified first.</summary>
    /// <returns>Null where it is neither.</returns>
    public JsonElement? ReadObject(ContentCipher? cipher)
    {
        try
        {
            using var document = JsonDocument.Parse(Raw, NoDoubles);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object) return root.Clone();
            if (root.ValueKind != JsonValueKind.String || !root.TryGetBytesFromBase64(out var sealedBytes)) return null;
            if (cipher?.Open(sealedBytes) is not { } plain) return null;
            using var opened = JsonDocument.Parse(plain, NoDoubles);
            return opened.RootElement.ValueKind == JsonValueKind.Object ? opened.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ResponseNode? Read(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(body.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        ReadOnlyMemory<byte>? node = null;
        string? sign = null, serial = null;
        var isError = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNode = reader.ValueTextEquals(name);
            isError |= reader.ValueTextEquals(ErrorName);
            var (isSign, isSerial) = (reader.ValueTextEquals("sign"u8), reader.ValueTextEquals("alipay_cert_sn"u8));
            reader.Read();
            if (isNode || (isError && node is null && !isSign && !isSerial))
            {
                if (node is not null) return null;
                node = RawValue(body, ref reader);
            }
            else if (isSign && sign is null) sign = reader.GetString();
            else if (isSerial && serial is null) serial = reader.GetString();
            else if (isSign || isSerial || !reader.TrySkip()) return null;
        }
        reader.Read(); // Throws on anything after the end.
        return node is { } raw ? new(raw, sign, serial, isError) : null;
    }

    private static ReadOnlyMemory<byte> RawValue(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
