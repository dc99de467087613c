using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayCallbackLost : Scenario
{
    public override string Name => "unionpay-callback-lost";

    public override string Title => "A UnionPay page is opened and paid, and no notification ever comes; another is never opened";

    public override string Expectation => "PAID by asking, one posting; CLOSED at its end, since UnionPay knows no such trade";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var unopened = await world.CreateUnionPayAsync(cancellation, expiresIn: 3, opens: false);
        var orderId = await world.CreateUnionPayAsync(cancellation);
        world.UnionPay.PlanFor(orderId, new() { Lose = true });
        await AskedAsync(world, unopened, "34", null, cancellation);
        await AskedAsync(world, orderId, "00", "05", cancellation);
        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);

        world.PayByUnionPay(orderId);

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceByUnionPayAsync(orderId, cancellation);
        var deliveries = world.UnionPay.Deliveries.Where(delivery => delivery.OrderId == orderId);
        Expect.Equal("deliveries", 0, deliveries.Length);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        await world.UntilAsync(unopened, "Closed", cancellation);
        await world.ExpectUntouchedAsync(unopened, "Closed", cancellation);
        return "awaited while the payer was at it, PAID after it, found by query; the other CLOSED at its end";
    }

    private static Task AskedAsync(
        SandboxWorld world, string orderId, string code, string? ofTrade, CancellationToken cancellation) =>
        world.UnionPay.Calls.WaitAsync(
            call => call.OrderId == orderId && call.TxnType == "00",
            seen => seen.Any(call => call.RespCode == code && call.TradeRespCode == ofTrade),
            OrderSteps.Patience,
            $"a query of {orderId} answered {code} {ofTrade}",
            cancellation);
}
