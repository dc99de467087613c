using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>Encrypts what we ask and opens what Alipay answers, where the application has a content key: AES in CBC with
/// PKCS#7 and sixteen zero bytes to begin with.</summary>
/// <remarks>It hides and proves nothing: the signature around it does. Source: Alipay, "Content encryption".</remarks>
internal sealed class ContentCipher
{
    public const string Type = "AES";

    private static readonly byte[] ZeroIv = new byte[16];

    private readonly InstanceSlots<Aes> _instances;

    /// <param name="keyBase64">16, 24 or 32 bytes.</param>
    public ContentCipher(string keyBase64)
    {
        var key = Convert.FromBase64String(keyBase64);
        _instances = new(() => Make(key));
        CryptographicOperations.ZeroMemory(key);
    }

    public static bool IsKey(string keyBase64)
    {
        var bytes = new byte[keyBase64.Length];
        return Convert.TryFromBase64String(keyBase64, bytes, out var length) && length is 16 or 24 or 32;
    }

    /// <returns>Base64.</returns>
    public string Seal(string content)
    {
        using var aes = _instances.Rent();
        return Convert.ToBase64String(aes.Instance.EncryptCbc(Encoding.UTF8.GetBytes(content), ZeroIv));
    }

    /// <returns>Null where it was not sealed with this key.</returns>
    public byte[]? Open(ReadOnlySpan<byte> sealedBytes)
    {
        using var aes = _instances.Rent();
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

    private static Aes Make(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
