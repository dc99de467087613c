using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class RefundNotifiedBeforeAnswer : Scenario
{
    public override string Name => "refund-notified-before-answer";

    public override string Title => "A refund's notification comes 20 times at once, before its call is answered";

    public override string Expectation => "20 acknowledgements, REFUNDED once, the late answer changes nothing";

    private const int Copies = 20;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation);
        var refundId = RefundSteps.RefundId(orderId);
        world.WeChatPay.RefundPlanFor(refundId, new() { NoticeBeforeAnswer = true });
        world.WeChatPay.PlanFor(refundId, new() { Copies = Copies });
        var counts = await CallbackCounts.BeginAsync(world, cancellation);

        await world.RefundAsync(orderId, 1234, cancellation);

        var deliveries = await world.AcknowledgedAsync(refundId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        await world.WeChatPay.Calls.WaitAsync(
            call => call.Operation == "refund" && call.OutTradeNo == refundId, seen => seen.Length == 1,
            OrderSteps.Patience, "the answer to the refund's call", cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", 1234, cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies - 1);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "Requested", "Succeeded", cancellation);
        return "REFUNDED once, before the call was answered";
    }
}
