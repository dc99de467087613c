using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Bench.Callbacks.Alipay;

/// <summary>Alipay's notifications: one RSA operation each.</summary>
internal sealed class AlipaySide(AlipayFixture fixture) : CallbackSide<AlipayFixture.Notification>(fixture.Notifications)
{
    private readonly AlipayNotifications _reader = ReaderFor(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.AlipayKey.ExportParameters(includePrivateParameters: false));

    protected override bool IsReadRightly(AlipayFixture.Notification one)
    {
        byte[] tampered = [.. one.Body];
        tampered[^1] ^= 1;
        return _reader.Read(one.Body).Key.OrderId == one.OutTradeNo && _reader.Read(tampered).Refusal is not null;
    }

    protected override bool Verifies(AlipayFixture.Notification one) =>
        _rsa.VerifyData(one.Message, one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    protected override bool Reads(AlipayFixture.Notification one) => _reader.Read(one.Body).Evidence is not null;

    private static AlipayNotifications ReaderFor(AlipayFixture fixture)
    {
        const string App = $"Alipay:Apps:{AlipayFixture.AppId}:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [App + "PrivateKey"] = fixture.AppKey.ExportPkcs8PrivateKeyPem(),
            [App + "PublicKey"] = fixture.AlipayKey.ExportSubjectPublicKeyInfoPem(),
            [App + "SellerId"] = AlipayFixture.SellerId,
            [App + "NotifyUrl"] = "https://pay.example.com/api/callbacks/alipay",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOutboundHttp(configuration);
        services.AddVault(configuration);
        services.AddCertificates(configuration);
        services.AddAlipay(configuration);
        return services.BuildServiceProvider().GetRequiredService<AlipayNotifications>();
    }
}
