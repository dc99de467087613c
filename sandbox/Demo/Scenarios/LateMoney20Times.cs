using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class LateMoney20Times : Scenario
{
    public override string Name => "late-money-20-times";

    public override string Title => "Money comes after the order was closed, told 20 times at once";

    public override string Expectation => "20 acknowledgements, stays CLOSED, booked once, sent back once";

    private const int Copies = 20;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, expiresIn: 3);
        await world.UntilAsync(orderId, "Closed", cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Copies = Copies });

        world.PayNow(orderId, evenIfLate: true);

        var deliveries = await world.AcknowledgedAsync(orderId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        Expect.Equal("state", "Closed", (await world.ReadAsync(orderId, cancellation)).State);
        var refund = await world.UntilOwnRefundAsync(orderId, "LatePayment", "Succeeded", cancellation);
        await world.AcknowledgedAsync(refund.RefundId, 1, cancellation);
        // The payment; and that it is back, unless the refund's own question heard so first.
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies - 1, overtaken: 1);
        await world.ExpectSentBackAsync(orderId, "late-payment", cancellation);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "Closed", "Closed", cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "CLOSED, booked once and sent back once";
    }
}
