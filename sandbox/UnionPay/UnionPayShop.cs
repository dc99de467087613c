using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>A merchant of the gateway: its number, and the signing certificate that UnionPay handed out.</summary>
public sealed class UnionPayShop : IDisposable
{
    private readonly RSA _key = SpareKeys.Take();
    private readonly X509Certificate2 _certificate;

    internal UnionPayShop(string merchantId, UnionPayAuthority authority)
    {
        MerchantId = merchantId;
        _certificate = authority.Leaf($"041@{merchantId}@Shop@00000001", _key);
    }

    public string MerchantId { get; }

    public string PrivateKeyPem => _key.ExportPkcs8PrivateKeyPem();

    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>Whether that message is this merchant's own.</summary>
    internal bool Signed(UnionPayMessage message) =>
        message["certId"] == UnionPayAuthority.CertIdOf(_certificate) && message.IsSignedBy(_key);

    public void Dispose()
    {
        _certificate.Dispose();
        SpareKeys.Leave(_key);
    }
}
