using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Bench.Callbacks.UnionPay;

/// <summary>UnionPay's notifications: one RSA operation each, both of its hashes included.</summary>
internal sealed class UnionPaySide(UnionPayFixture fixture) : CallbackSide<UnionPayFixture.Notification>(fixture.Notifications)
{
    private readonly UnionPayNotifications _reader = ReaderFor(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.GatewayKey.ExportParameters(includePrivateParameters: false));

    protected override bool IsReadRightly(UnionPayFixture.Notification one)
    {
        byte[] tampered = [.. one.Body];
        tampered[^1] ^= 1;
        return _reader.Read(one.Body).Key.OrderId == one.OrderId && _reader.Read(tampered).Refusal is not null;
    }

    protected override bool Verifies(UnionPayFixture.Notification one) =>
        _rsa.VerifyData(
            UnionPayFixture.HexOf(one.Message), one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    protected override bool Reads(UnionPayFixture.Notification one) => _reader.Read(one.Body).Evidence is not null;

    private static UnionPayNotifications ReaderFor(UnionPayFixture fixture)
    {
        const string Merchant = $"UnionPay:Merchants:{UnionPayFixture.MerchantId}:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Merchant + "PrivateKey"] = fixture.MerchantKey.ExportPkcs8PrivateKeyPem(),
            [Merchant + "SigningCertificate"] = fixture.Merchant.ExportCertificatePem(),
            [Merchant + "RootCertificates"] = fixture.Root.ExportCertificatePem(),
            [Merchant + "MiddleCertificates"] = fixture.Middle.ExportCertificatePem(),
            [Merchant + "SignerName"] = UnionPayFixture.SignerName,
            [Merchant + "NotifyUrl"] = "https://pay.example.com/api/callbacks/unionpay",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOutboundHttp(configuration);
        services.AddUnionPay(configuration);
        return services.BuildServiceProvider().GetRequiredService<UnionPayNotifications>();
    }
}
