using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Opens AES-GCM under a nonce of sixteen zero bytes, as Apple Pay seals.</summary>
/// <remarks>
/// The framework's AesGcm takes nonces of twelve bytes only; one of sixteen is hashed into the first counter instead.
/// The multiplication takes the same steps whatever the bits are. Source: NIST SP 800-38D, sections 6.3 to 7.2.
/// </remarks>
internal static class SealedBytes
{
    public const int TagBytes = 16;

    private const int BlockBytes = 16;
    private const ulong NonceBits = 128;

    /// <param name="plain">As long as the sealed bytes without their tag; written only once the tag holds.</param>
    /// <returns>False where the bytes were not sealed with this key.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, Span<byte> plain)
    {
        if (sealedBytes.Length < TagBytes) return false;
        var cipher = sealedBytes.Length - TagBytes;
        var tag = sealedBytes[cipher..];
        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        aes.EncryptEcb(block, block, PaddingMode.None);
        var hashKey = BinaryPrimitives.ReadUInt128BigEndian(block);
        var first = Multiply(NonceBits, hashKey); // The zero nonce adds nothing before its own length.

        BinaryPrimitives.WriteUInt128BigEndian(block, first);
        aes.EncryptEcb(block, block, PaddingMode.None);
        var expected = BinaryPrimitives.ReadUInt128BigEndian(block) ^ Hash(sealedBytes[..cipher], hashKey);
        BinaryPrimitives.WriteUInt128BigEndian(block, expected);
        if (!CryptographicOperations.FixedTimeEquals(block, tag)) return false;

        Decrypt(aes, first, sealedBytes[..cipher], plain);
        return true;
    }

    private static void Decrypt(Aes aes, UInt128 first, ReadOnlySpan<byte> cipher, Span<byte> plain)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        var counter = (uint)(first & uint.MaxValue);
        var upper = first & ~(UInt128)uint.MaxValue;
        for (var at = 0; at < cipher.Length; at += BlockBytes)
        {
            counter = unchecked(counter + 1);
            BinaryPrimitives.WriteUInt128BigEndian(block, upper | counter);
            aes.EncryptEcb(block, block, PaddingMode.None);
            var length = Math.Min(BlockBytes, cipher.Length - at);
            for (var i = 0; i < length; i++) plain[at + i] = (byte)(cipher[at + i] ^ block[i]);
        }

        CryptographicOperations.ZeroMemory(block);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> cipher, UInt128 key)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        var hash = UInt128.Zero;
        for (var at = 0; at < cipher.Length; at += BlockBytes)
        {
            block.Clear();
            cipher[at..Math.Min(at + BlockBytes, cipher.Length)].CopyTo(block);
            hash = Multiply(hash ^ BinaryPrimitives.ReadUInt128BigEndian(block), key);
        }

        return Multiply(hash ^ ((ulong)cipher.Length * 8), key);
    }

    /// <summary>In GF(2^128), the bits in GCM's order: the first is the highest.</summary>
    private static UInt128 Multiply(UInt128 one, UInt128 other)
    {
        var reduction = (UInt128)0xE1 << 120;
        var (product, shifted) = (UInt128.Zero, other);
        for (var bit = 127; bit >= 0; bit--)
        {
            unchecked
            {
                product ^= shifted & (UInt128.Zero - ((one >> bit) & 1));
                shifted = (shifted >> 1) ^ (reduction & (UInt128.Zero - (shifted & 1)));
            }
        }

        return product;
    }
}
