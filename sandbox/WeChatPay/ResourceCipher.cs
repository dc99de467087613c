using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>AEAD_AES_256_GCM as the provider uses it: 12 ASCII characters of nonce, the tag after the data.</summary>
internal static class ResourceCipher
{
    private const int TagLength = 16;

    public static string Encrypt(string apiV3Key, string nonce, string associatedData, ReadOnlySpan<byte> plaintext)
    {
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), TagLength);
        var sealedBytes = new byte[plaintext.Length + TagLength];
        aes.Encrypt(
            Encoding.ASCII.GetBytes(nonce),
            plaintext,
            sealedBytes.AsSpan(0, plaintext.Length),
            sealedBytes.AsSpan(plaintext.Length),
            Encoding.ASCII.GetBytes(associatedData));
        return Convert.ToBase64String(sealedBytes);
    }

    public static string NewNonce(int length) =>
        RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", length);
}
