using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class TwoChannelsPaidOnce : Scenario
{
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(6);

    public override string Name => "two-channels-paid-once";

    public override string Title => "WeChat Pay takes an order without a word, Alipay takes it too, and both are paid";

    public override string Expectation => "the first payment wins, the other is booked and goes back in full by Alipay";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(
            [.. world.Routes(), new("Routing__AnswerWithin", "00:00:01.5")], cancellation);
        await world.UntilWeChatPayTakesOrdersAsync(cancellation);
        var order = world.Routed();
        world.WeChatPay.Outage = new(Late: TooLate);
        try
        {
            var taken = await world.CreateRoutedAsync(order, cancellation);
            Expect.Equal("channel", RoutingSteps.Alipay, taken.Channel);
            Expect.Equal("number at Alipay", $"{order.OrderId}-2", taken.OutTradeNo());
            world.PayNow(order.OrderId); // The order that WeChat Pay never told us of.
            await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
        }
        finally
        {
            world.WeChatPay.Outage = null;
        }

        var paid = await world.UntilAsync(order.OrderId, "Paid", cancellation);
        Expect.Equal("channel of the payment that won", RoutingSteps.WeChatPay, paid.Channel);
        if (!world.Alipay.Pay($"{order.OrderId}-2")) return "paid by WeChat Pay; Alipay's was closed before it could be paid";
        await world.UntilOwnRefundAsync(order.OrderId, "SecondPayment", "Succeeded", cancellation);
        var postings = await world.Merchant.PostingsAsync(order.OrderId, cancellation);
        Expect.Same("postings", ["payment", "second-payment", "suspense-refund"], postings.Select(one => one.Kind));
        Expect.Equal("Alipay has sent back, in yuan", 12.34m, world.Alipay.Trade($"{order.OrderId}-2").Refunded);
        await world.RestartAppAsync([], cancellation);
        return "paid once by WeChat Pay, 12.34 yuan back by Alipay";
    }
}
