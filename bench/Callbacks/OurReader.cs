using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Bench.Callbacks;

/// <summary>The app's own reader of callbacks, wired as the app wires it, its clock held at the fixture's
/// time.</summary>
internal static class OurReader
{
    public static WeChatPayNotifications For(NotificationFixture fixture)
    {
        var merchant = $"WeChatPay:Merchants:{NotificationFixture.MerchantId}:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [merchant + "AppId"] = NotificationFixture.AppId,
            [merchant + "SerialNumber"] = NotificationFixture.MerchantSerial,
            [merchant + "PrivateKey"] = fixture.MerchantKey.ExportPkcs8PrivateKeyPem(),
            [merchant + "ApiV3Key"] = fixture.ApiV3Key,
            [merchant + "PublicKeyId"] = NotificationFixture.PublicKeyId,
            [merchant + "PublicKey"] = fixture.PlatformKey.ExportSubjectPublicKeyInfoPem(),
            [merchant + "NotifyUrl"] = "https://pay.example.com/api/callbacks/wechatpay/1900000001",
        }).Build();

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new StillClock());
        services.AddOutboundHttp(configuration);
        services.AddVault(configuration);
        services.AddCertificates(configuration);
        services.AddWeChatPay(configuration);
        return services.BuildServiceProvider().GetRequiredService<WeChatPayNotifications>();
    }

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => NotificationFixture.Now;
    }
}
