using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayPaidByCallback : Scenario
{
    private static readonly string[] Ways = ["page", "wap", "app"];

    public override string Name => "unionpay-paid-by-callback";

    public override string Title => "Through UnionPay: a page, a phone's page, from another app";

    public override string Expectation =>
        "forms that the gateway takes, and none that was changed; PAID by one callback each, answered ok";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation, "unionpay");
        var orders = new List<string>();
        foreach (var way in Ways)
        {
            var orderId = await world.CreateUnionPayAsync(cancellation, way, 1000 + orders.Count);
            world.PayByUnionPay(orderId);
            var deliveries = await world.AcknowledgedByUnionPayAsync(orderId, 1, cancellation);
            Expect.Same($"answers by {way}", ["ok"], deliveries.Select(delivery => delivery.Answer));
            await world.ExpectPaidOnceByUnionPayAsync(orderId, cancellation);
            orders.Add(orderId);
        }

        await counts.ExpectAsync(cancellation, applied: orders.Count);
        await world.ExpectFollowedUpAsync(orders, cancellation);
        return $"{orders.Count} PAID at the acknowledgement, by certificates of the sandbox's own root";
    }
}
