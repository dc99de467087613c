using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Our side of a callback: one merchant, whose ring holds what the test puts into it.</summary>
internal sealed class Receiving : IUnknownSerials
{
    public static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 10, TimeSpan.Zero);

    public static readonly string PlatformSerial = "5D" + string.Concat(Enumerable.Repeat("EA", 19));

    public Receiving(bool publicKeyMode = false, bool platformCertificate = true, string? apiV3Key = null)
    {
        Clock = new(Now);
        var options = new WeChatPayOptions();
        var merchant = WeChatPaySide.Options(publicKeyMode);
        merchant.ApiV3Key = apiV3Key ?? merchant.ApiV3Key;
        options.Merchants.Add(WeChatPaySide.MerchantId, merchant);
        Merchants = new(Options.Create(options));
        Merchant = Merchants.Find(WeChatPaySide.MerchantId)!;
        if (platformCertificate)
            Merchant.Merge([Key(PlatformSerial, Now.AddYears(-1), Now.AddYears(4))], Now);
        Notifications = new(
            Merchants, this, new Monitored<CallbackOptions>(new()), Clock, NullLogger<WeChatPayNotifications>.Instance);
    }

    public ManualClock Clock { get; }

    public WeChatPayMerchants Merchants { get; }

    public WeChatPayMerchant Merchant { get; }

    public WeChatPayNotifications Notifications { get; }

    public List<string> AskedFor { get; } = [];

    public static RingKey<SignatureKey> Key(string serial, DateTimeOffset from, DateTimeOffset to) =>
        new(serial, KeyKind.PlatformCertificate, from, to, new(WeChatPaySide.PlatformKey));

    public NotificationReading Read(byte[] body) =>
        Read(WeChatPaySide.Sign(WeChatPaySide.PlatformKey, PlatformSerial, Now, body), body);

    public NotificationReading Read(SignatureHeaders headers, byte[] body) =>
        Notifications.Read(WeChatPaySide.MerchantId, headers, body);

    void IUnknownSerials.Ask(WeChatPayMerchant merchant, string serial) => AskedFor.Add(serial);
}
