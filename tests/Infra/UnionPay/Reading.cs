using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>Our side of notifications: two merchants, whose certificates come from one authority.</summary>
internal sealed class Reading
{
    public Reading(Action<UnionPayMerchantOptions>? change = null, DateTimeOffset? now = null)
    {
        var (first, second) = (UnionPaySide.Options(), UnionPaySide.Options());
        change?.Invoke(first);
        second.SignerName = "00040001:SIGN";
        var options = new UnionPayOptions();
        options.Merchants.Add(UnionPaySide.MerchantId, first);
        options.Merchants.Add(UnionPaySide.OtherMerchantId, second);
        Notifications = new(
            new(Options.Create(options)), new Monitored<CallbackOptions>(new()),
            new ManualClock(now ?? UnionPaySide.Now), NullLogger<UnionPayNotifications>.Instance);
    }

    public UnionPayNotifications Notifications { get; }

    public UnionPayReading Read(byte[] body) => Notifications.Read(body);

    public UnionPayReading Read(Dictionary<string, string> fields) => Read(UnionPaySide.Signed(fields));
}
