using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipaySameNotification20Times : Scenario
{
    private const int Copies = 20;

    public override string Name => "alipay-same-notification-20-times";

    public override string Title => $"Alipay's notification comes {Copies} times at once, and once more later";

    public override string Expectation => "every one answered success, one posting, one evidence";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation, "alipay");
        var orderId = await world.CreateAlipayAsync(cancellation);
        world.Alipay.PlanFor(orderId, new() { Copies = Copies });

        world.PayByAlipay(orderId);

        var deliveries = await world.AcknowledgedByAlipayAsync(orderId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        var late = await world.Alipay.RepeatAsync(orderId, cancellation);
        Expect.True("acknowledged also when all is done", late.Acknowledged, late);
        await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "AwaitingPayment", "Paid", cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies);
        return $"{Copies + 1} answered success, one posting";
    }
}
