using System.Security.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Bench.Callbacks;

/// <summary>WeChat Pay's notifications: one RSA operation each.</summary>
internal sealed class OurSide(NotificationFixture fixture)
    : CallbackSide<NotificationFixture.Notification>(fixture.Notifications)
{
    private readonly WeChatPayNotifications _reader = OurReader.For(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.PlatformKey.ExportParameters(includePrivateParameters: false));

    protected override bool IsReadRightly(NotificationFixture.Notification one)
    {
        byte[] tampered = [.. one.Body];
        tampered[8] ^= 1;
        return _reader.Read(NotificationFixture.MerchantId, one.Headers, one.Body).Key.OrderId == one.OutTradeNo
            && _reader.Read(NotificationFixture.MerchantId, one.Headers, tampered).Refusal is not null;
    }

    protected override bool Verifies(NotificationFixture.Notification one) =>
        _rsa.VerifyData(one.Message, one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    protected override bool Reads(NotificationFixture.Notification one) =>
        _reader.Read(NotificationFixture.MerchantId, one.Headers, one.Body).Evidence is not null;
}
