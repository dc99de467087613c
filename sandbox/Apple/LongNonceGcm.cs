using System.Numerics;
using System.Security.Cryptography;

namespace PayFunctions.Sandbox.Apple;

/// <summary>
/// Seals with AES-GCM under sixteen zero bytes for a nonce, written from the standard by plain polynomials: slow, and
/// nothing like the app's own.
/// </summary>
internal static class LongNonceGcm
{
    /// <summary>x^128 + x^7 + x^2 + x + 1, the constant term first as GCM writes it.</summary>
    private static readonly BigInteger Modulus = (BigInteger.One << 128) | 0x87;

    public static byte[] Seal(byte[] key, byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var hashKey = Polynomial(Encrypt(aes, new byte[16]));
        var counter = Bytes(Times(Polynomial([.. new byte[15], 128]), hashKey));
        var mask = Encrypt(aes, counter);
        var cipher = new byte[plain.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            if (i % 16 == 0) Increment(counter);
            cipher[i] = (byte)(plain[i] ^ Encrypt(aes, counter)[i % 16]);
        }

        var hash = BigInteger.Zero;
        foreach (var block in cipher.Chunk(16).Append(Lengths(cipher.Length)))
            hash = Times(hash ^ Polynomial([.. block, .. new byte[16 - block.Length]]), hashKey);
        return [.. cipher, .. Bytes(hash).Zip(mask, (one, other) => (byte)(one ^ other))];
    }

    private static byte[] Lengths(int bytes) => [.. new byte[12], .. BitConverter.GetBytes(bytes * 8).Reverse()];

    private static byte[] Encrypt(Aes aes, byte[] block) => aes.EncryptEcb(block, PaddingMode.None);

    private static void Increment(byte[] counter)
    {
        for (var i = 15; i >= 12; i--)
        {
            counter[i] = unchecked((byte)(counter[i] + 1));
            if (counter[i] != 0) return;
        }
    }

    private static BigInteger Times(BigInteger one, BigInteger other)
    {
        var product = BigInteger.Zero;
        for (var bit = 0; bit < 128; bit++)
        {
            if (!((one >> bit) & 1).IsZero) product ^= other << bit;
        }

        for (var bit = 255; bit >= 128; bit--)
        {
            if (!((product >> bit) & 1).IsZero) product ^= Modulus << (bit - 128);
        }

        return product;
    }

    /// <summary>The first bit of the block is the coefficient of 1.</summary>
    private static BigInteger Polynomial(byte[] block)
    {
        var value = BigInteger.Zero;
        for (var bit = 0; bit < 128; bit++)
        {
            if ((block[bit / 8] & (0x80 >> (bit % 8))) != 0) value |= BigInteger.One << bit;
        }

        return value;
    }

    private static byte[] Bytes(BigInteger polynomial)
    {
        var block = new byte[16];
        for (var bit = 0; bit < 128; bit++)
        {
            if (!((polynomial >> bit) & 1).IsZero) block[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return block;
    }
}
