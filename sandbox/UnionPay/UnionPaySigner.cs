using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>The gateway's own key and certificate; and those of strangers, who would like to have them.</summary>
internal sealed class UnionPaySigner : IDisposable
{
    private const string CommonName = $"041@Z12@{Name}@00000062";

    /// <summary>The third part of the certificate's CN, as on the real test gateway.</summary>
    public const string Name = "00040000:SIGN";

    private readonly RSA _key = SpareKeys.Take();
    private readonly X509Certificate2 _certificate;
    private readonly UnionPayAuthority _authority;

    public UnionPaySigner(UnionPayAuthority authority) =>
        (_authority, _certificate) = (authority, authority.Leaf(CommonName, _key));

    /// <summary>Signs as UnionPay does, or as somebody else would.</summary>
    public void Sign(UnionPayMessage message, UnionPayFault fault = UnionPayFault.None)
    {
        message["signMethod"] = "01";
        if (fault is UnionPayFault.StrangersKey or UnionPayFault.StrangersAuthority or UnionPayFault.MerchantsCertificate)
        {
            using var own = RSA.Create(2048);
            using var authority = new UnionPayAuthority();
            using var certificate = fault == UnionPayFault.MerchantsCertificate
                ? _authority.Leaf("041@777290058110097@Shop@00000002", own)
                : authority.Leaf(CommonName, own);
            Sign(message, own, fault == UnionPayFault.StrangersKey ? _certificate : certificate);
        }
        else Sign(message, _key, _certificate);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        SpareKeys.Leave(_key);
    }

    private static void Sign(UnionPayMessage message, RSA key, X509Certificate2 certificate)
    {
        message["signPubKeyCert"] =
            certificate.ExportCertificatePem().ReplaceLineEndings("\r\n");
        message.Sign(key);
    }
}
