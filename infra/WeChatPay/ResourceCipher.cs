using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Opens what WeChat Pay encrypts with the APIv3 key: AES-GCM, the 16-byte tag after the data.</summary>
internal sealed class ResourceCipher
{
    public const int TagBytes = 16;
    public const int NonceBytes = 12;

    private readonly InstanceSlots<AesGcm> _instances;

    /// <param name="apiV3Key">ASCII; its characters are the key's bytes. Real ones have 32.</param>
    public ResourceCipher(string apiV3Key)
    {
        var key = Encoding.ASCII.GetBytes(apiV3Key);
        _instances = new(() => new AesGcm(key, TagBytes));
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Decrypts into <paramref name="plain"/>, which is <see cref="TagBytes"/> shorter than the sealed
    /// bytes.</summary>
    /// <returns>False where the bytes were not sealed with this key, nonce and associated data.</returns>
    public bool TryOpen(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, Span<byte> plain)
    {
        if (nonce.Length != NonceBytes || sealedBytes.Length < TagBytes) return false;
        using var aes = _instances.Rent();
        try
        {
            aes.Instance.Decrypt(nonce, sealedBytes[..^TagBytes], sealedBytes[^TagBytes..], plain, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
