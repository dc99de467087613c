using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Signs with the private key of the merchant's signing certificate: signMethod 01.</summary>
internal sealed class RequestSigner
{
    private readonly InstanceSlots<RSA> _instances;

    public RequestSigner(string privateKeyPem) => _instances = new(() => Pem.ReadKey(privateKeyPem));

    /// <param name="text"><c>a=1&amp;b=2</c>.</param>
    /// <returns>Base64.</returns>
    public string Sign(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SignedText.Hash(Encoding.UTF8.GetBytes(text), hash);
        using var rsa = _instances.Rent();
        return Convert.ToBase64String(
            rsa.Instance.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
