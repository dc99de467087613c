using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Our side of notifications: one application in each key mode.</summary>
internal sealed class Reading : IUnknownAlipayCertificates
{
    public Reading()
    {
        var options = new AlipayOptions();
        options.Apps.Add(AlipaySide.AppId, AlipaySide.PublicKeyMode());
        options.Apps.Add(AlipaySide.CertificateAppId, AlipaySide.CertificateMode());
        Apps = new(Options.Create(options));
        Notifications = new(
            Apps, this, new Monitored<CallbackOptions>(new()), new ManualClock(AlipaySide.Now),
            NullLogger<AlipayNotifications>.Instance);
    }

    public AlipayApps Apps { get; }

    public AlipayNotifications Notifications { get; }

    public List<string> AskedFor { get; } = [];

    public AlipayReading Read(byte[] body) => Notifications.Read(body);

    public AlipayReading Read(Dictionary<string, string> fields) => Read(AlipaySide.Signed(fields));

    void IUnknownAlipayCertificates.Ask(AlipayApp app, string serial) => AskedFor.Add(serial);
}
