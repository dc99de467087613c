using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PayFunctions.Infra.Vault;

/// <summary>A file that holds a PEM sealed by AES-256-GCM, under a key that is a secret of the vault: 32 bytes in
/// base64. Without the vault the file opens nothing.</summary>
/// <param name="Key">The secret's name; also what is authenticated beside the text.</param>
/// <param name="Nonce">12 bytes in base64.</param>
/// <param name="Ciphertext">Base64, the 16-byte tag last.</param>
public sealed record WrappedKeyFile(
    [property: JsonRequired] string Key, [property: JsonRequired] byte[] Nonce,
    [property: JsonRequired] byte[] Ciphertext)
{
    private const int KeyBytes = 32;
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <returns>Null where the text is no such file.</returns>
    public static WrappedKeyFile? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, WrappedKeyJson.Default.WrappedKeyFile);
            return file is { Nonce.Length: NonceBytes, Ciphertext.Length: > TagBytes } ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="keyBase64">The secret as the vault gives it.</param>
    public static WrappedKeyFile Seal(string key, SecretBytes keyBase64, SecretBytes pem)
    {
        using var secret = Decode(keyBase64) ?? throw new ArgumentException("Not 32 bytes in base64.", nameof(keyBase64));
        using var aes = new AesGcm(secret.Span, TagBytes);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var ciphertext = new byte[pem.Length + TagBytes];
        aes.Encrypt(
            nonce, pem.Span, ciphertext.AsSpan(0, pem.Length), ciphertext.AsSpan(pem.Length),
            Encoding.UTF8.GetBytes(key));
        return new(key, nonce, ciphertext);
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WrappedKeyJson.Default.WrappedKeyFile);

    /// <returns>Null where the key is not the one it was sealed under.</returns>
    public SecretBytes? Open(SecretBytes keyBase64)
    {
        using var secret = Decode(keyBase64);
        if (secret is null) return null;
        using var aes = new AesGcm(secret.Span, TagBytes);
        var pem = new SecretBytes(Ciphertext.Length - TagBytes);
        try
        {
            var sealedBytes = Ciphertext.AsSpan();
            aes.Decrypt(
                Nonce, sealedBytes[..^TagBytes], sealedBytes[^TagBytes..], pem.Span,
                Encoding.UTF8.GetBytes(Key));
            return pem;
        }
        catch (AuthenticationTagMismatchException)
        {
            pem.Dispose();
            return null;
        }
    }

    private static SecretBytes? Decode(SecretBytes base64)
    {
        var bytes = new SecretBytes(KeyBytes);
        var status = Base64.DecodeFromUtf8(base64.Span, bytes.Span, out var read, out var written);
        if (status == OperationStatus.Done && read == base64.Length && written == KeyBytes) return bytes;
        bytes.Dispose();
        return null;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WrappedKeyFile))]
internal sealed partial class WrappedKeyJson : JsonSerializerContext;
