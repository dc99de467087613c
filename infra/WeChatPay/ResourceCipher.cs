using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Opens what WeChat Pay encrypts with the APIv3 key: AES-GCM, the 16-byte tag after the data.</summary>
internal sealed class ResourceCipher
{
    public const int TagBytes = 16;
    public const int NonceBytes = 12;
    public const int KeyChars = 32;

    private Keys _keys;

    /// <param name="apiV3Key">ASCII; its characters are the key's bytes. Real ones have 32. Null: not found yet.</param>
    public ResourceCipher(string? apiV3Key) =>
        _keys = new(apiV3Key is null ? null : Instances(Encoding.ASCII.GetBytes(apiV3Key)), null);

    private sealed record Keys(InstanceSlots<AesGcm>? Current, InstanceSlots<AesGcm>? Former);

    public bool HasKey => Volatile.Read(ref _keys).Current is not null;

    /// <summary>The key from now on. The one before still opens: what was sealed with it may be on its way.</summary>
    /// <returns>Why it is no such key; null where it is.</returns>
    public string? Replace(SecretBytes apiV3Key)
    {
        if (apiV3Key.Length != KeyChars || !Ascii.IsValid(apiV3Key.Span)) return "it is not 32 ASCII characters";
        var next = Instances(apiV3Key.Span.ToArray());
        var before = Volatile.Read(ref _keys);
        Volatile.Write(ref _keys, new(next, before.Current));
        foreach (var aes in before.Former?.TakeAll() ?? []) aes.Dispose();
        return null;
    }

    /// <summary>Decrypts into <paramref name="plain"/>, which is <see cref="TagBytes"/> shorter than the sealed
    /// bytes.</summary>
    /// <returns>False where the bytes were not sealed with this key, nonce and associated data.</returns>
    public bool TryOpen(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, Span<byte> plain)
    {
        if (nonce.Length != NonceBytes || sealedBytes.Length < TagBytes) return false;
        var keys = Volatile.Read(ref _keys);
        return TryOpen(keys.Current, nonce, sealedBytes, associated, plain)
            || TryOpen(keys.Former, nonce, sealedBytes, associated, plain);
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => nameof(ResourceCipher);

    private static bool TryOpen(
        InstanceSlots<AesGcm>? with, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes,
        ReadOnlySpan<byte> associated, Span<byte> plain)
    {
        if (with is null) return false;
        using var aes = with.Rent();
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

    private static InstanceSlots<AesGcm> Instances(byte[] key)
    {
        var instances = new InstanceSlots<AesGcm>(() => new AesGcm(key, TagBytes));
        CryptographicOperations.ZeroMemory(key);
        return instances;
    }
}
