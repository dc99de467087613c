using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SameNotification20Times : Scenario
{
    public override string Name => "same-notification-20-times";

    public override string Title => "The same notification comes 20 times at once, and once more later";

    public override string Expectation => "every one acknowledged, one posting, one move";

    private const int Copies = 20;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var orderId = await world.CreateAsync(cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Copies = Copies });

        world.PayNow(orderId);

        var deliveries = await world.AcknowledgedAsync(orderId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        Expect.Equal("notification ids", 1, deliveries.Select(delivery => delivery.NoticeId).Distinct().Count());
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies - 1);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "AwaitingPayment", "Paid", cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        var late = await world.WeChatPay.RepeatAsync(orderId, cancellation);
        Expect.True("acknowledged also when all is done", late.Acknowledged, late);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return "20 × acknowledged, once more after the end; 1 applied, 20 repeats, 1 posting";
    }
}
