using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipayCallbackLost : Scenario
{
    public override string Name => "alipay-callback-lost";

    public override string Title => "An Alipay code is scanned late, paid, and no notification ever comes";

    public override string Expectation => "still awaited while Alipay knows no trade; PAID by asking, one posting";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation, application: world.Alipay.CertificateMode);
        world.Alipay.PlanFor(orderId, new() { Lose = true });
        await world.Alipay.Calls.WaitAsync(
            call => call.OutTradeNo == orderId && call.Method == "alipay.trade.query",
            seen => seen.Any(call => call.SubCode == "ACQ.TRADE_NOT_EXIST"),
            OrderSteps.Patience,
            $"a query of {orderId} before its code was scanned",
            cancellation);
        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);

        world.PayByAlipay(orderId);

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
        var deliveries = world.Alipay.Deliveries.Where(delivery => delivery.OutTradeNo == orderId);
        Expect.Equal("deliveries", 0, deliveries.Length);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "awaited before the scan, PAID after it, found by query";
    }
}
