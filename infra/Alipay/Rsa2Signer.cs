using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>Signs with the application's private key: RSA2, that is RSA PKCS#1 v1.5 with SHA-256.</summary>
internal sealed class Rsa2Signer
{
    public const string Type = "RSA2";

    private readonly InstanceSlots<RSA> _instances;

    public Rsa2Signer(string privateKeyPem) => _instances = new(() => Pem.ReadKey(privateKeyPem));

    /// <returns>Base64.</returns>
    public string Sign(string text)
    {
        using var rsa = _instances.Rent();
        return Convert.ToBase64String(rsa.Instance.SignData(
            Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
