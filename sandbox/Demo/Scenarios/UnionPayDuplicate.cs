using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayDuplicate : Scenario
{
    private const int Copies = 20;

    public override string Name => "unionpay-duplicate";

    public override string Title => $"UnionPay's notification comes {Copies} times at once, and once more later";

    public override string Expectation => "every one answered 200 ok, one posting, one evidence";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation, "unionpay");
        var orderId = await world.CreateUnionPayAsync(cancellation);
        world.UnionPay.PlanFor(orderId, new() { Copies = Copies });

        world.PayByUnionPay(orderId);

        var deliveries = await world.AcknowledgedByUnionPayAsync(orderId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        await world.ExpectPaidOnceByUnionPayAsync(orderId, cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        var late = await world.UnionPay.RepeatAsync(orderId, cancellation);
        Expect.True("acknowledged also when all is done", late.Acknowledged, late);
        await world.ExpectPaidOnceByUnionPayAsync(orderId, cancellation);
        await world.ExpectOneEvidenceAsync($"{late.QueryId}-00", "AwaitingPayment", "Paid", cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies);
        return $"{Copies + 1} answered ok, one posting";
    }
}
