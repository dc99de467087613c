using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Telemetry;

public class GaugeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("receivable/wechatpay/1900000001", "receivable/wechatpay")]
    [InlineData("receiver/wechatpay/1900000109", "receiver/wechatpay")]
    [InlineData("rounding/alipay", "rounding/alipay")]
    [InlineData("merchant/acme", "merchant")]
    [InlineData("suspense/late-payment", "suspense/late-payment")]
    [InlineData("cash", "cash")]
    public void An_account_is_measured_by_its_kind_so_that_series_stay_few(string account, string kind) =>
        Assert.Equal(kind, LedgerMeter.KindOf(account));

    [Fact]
    public void Open_orders_are_counted_by_age()
    {
        var counts = new FlowCounts(Start);
        foreach (var age in (int[])[0, 59, 60, 3600, 86400, 900_000]) counts.AddOrder(Start.AddSeconds(-age));

        var told = counts.OpenOrders().ToDictionary(one => one.Tags[0].Value!.ToString()!, one => one.Value);

        Assert.Equal(
            new() { ["under_1m"] = 2, ["under_15m"] = 1, ["under_1h"] = 0, ["under_1d"] = 1, ["older"] = 2 }, told);
    }

    [Fact]
    public void A_count_that_nobody_renews_is_not_told_any_more()
    {
        var clock = new ManualClock(Start);
        var gauges = new FlowGauges(clock);
        using var text = new MetricsText();
        _ = text.StartAsync(TestContext.Current.CancellationToken);

        var counts = new FlowCounts(Start);
        for (var i = 0; i < 77_003; i++) counts.AddRefund();
        gauges.Take(counts);
        Assert.Contains("payfunctions_refunds_in_flight 77003\n", text.Write(), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(6));
        using var later = new MetricsText();
        _ = later.StartAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("77003", later.Write(), StringComparison.Ordinal);
    }
}
