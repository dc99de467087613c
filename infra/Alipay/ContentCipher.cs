using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>Encrypts what we ask and opens what Alipay answers, where the application has a content key: AES in CBC with
/// PKCS#7 and sixteen zero bytes to begin with.</summary>
/// <remarks>It hides and proves nothing: the signature around it does. Source: Alipay, "Content encryption".</remarks>
internal sealed class ContentCipher
{
    public const string Type = "AES";

    private static readonly byte[] ZeroIv = new byte[16];

    private InstanceSlots<Aes>? _instances;

    /// <param name="keyBase64">16, 24 or 32 bytes. Null: not found yet.</param>
    public ContentCipher(string? keyBase64) =>
        _instances = keyBase64 is null ? null : Instances(Convert.FromBase64String(keyBase64));

    public bool HasKey => Volatile.Read(ref _instances) is not null;

    /// <summary>The key from now on.</summary>
    /// <returns>Why it is no such key; null where it is.</returns>
    public string? Replace(SecretBytes keyBase64)
    {
        using var key = new SecretBytes(keyBase64.Length);
        var status = Base64.DecodeFromUtf8(keyBase64.Span, key.Span, out _, out var length);
        if (status != OperationStatus.Done || length is not (16 or 24 or 32))
            return "it is not 16, 24 or 32 bytes in base64";
        Volatile.Write(ref _instances, Instances(key.Span[..length].ToArray()));
        return null;
    }

    public static bool IsKey(string keyBase64)
    {
        var bytes = new byte[keyBase64.Length];
        return Convert.TryFromBase64String(keyBase64, bytes, out var length) && length is 16 or 24 or 32;
    }

    /// <returns>Base64.</returns>
    public string Seal(string content)
    {
        using var aes = (Volatile.Read(ref _instances) ?? throw NoKey).Rent();
        return Convert.ToBase64String(aes.Instance.EncryptCbc(Encoding.UTF8.GetBytes(content), ZeroIv));
    }

    /// <returns>Null where it was not sealed with this key.</returns>
    public byte[]? Open(ReadOnlySpan<byte> sealedBytes)
    {
        using var aes = (Volatile.Read(ref _instances) ?? throw NoKey).Rent();
        try
        {
            return aes.Instance.DecryptCbc(sealedBytes, ZeroIv);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => nameof(ContentCipher);

    private static InvalidOperationException NoKey =>
        new("The application has no content key yet: ask HasKey first.");

    private static InstanceSlots<Aes> Instances(byte[] key)
    {
        var instances = new InstanceSlots<Aes>(() => Make(key));
        CryptographicOperations.ZeroMemory(key);
        return instances;
    }

    private static Aes Make(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
