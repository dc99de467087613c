using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Signs with the private key of the merchant's signing certificate: signMethod 01. Both change together, for each
/// message names the certificate that it is signed under.</summary>
internal sealed class RequestSigner : IDisposable
{
    private readonly RsaInstances _key;

    public RequestSigner(string privateKeyPem, X509Certificate2 certificate)
        : this(new RsaInstances(privateKeyPem), certificate)
    {
    }

    /// <param name="key">Copied, and still the caller's.</param>
    public RequestSigner(RSA key, X509Certificate2 certificate)
        : this(new RsaInstances(key), certificate)
    {
    }

    private RequestSigner(RsaInstances key, X509Certificate2 certificate) =>
        (_key, Certificate, CertId) = (key, certificate, Certificates.IdOf(certificate));

    public X509Certificate2 Certificate { get; }

    /// <summary>The serial number of the signing certificate, in decimal.</summary>
    public string CertId { get; }

    /// <param name="text"><c>a=1&amp;b=2</c>.</param>
    /// <returns>Base64.</returns>
    /// <exception cref="ObjectDisposedException">Another has taken its place.</exception>
    public string Sign(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SignedText.Hash(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToBase64String(_key.SignHash(hash));
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => $"signer under {CertId}";
}
