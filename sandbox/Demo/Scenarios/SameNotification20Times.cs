using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SameNotification20Times : Scenario
{
    private const int Orders = 5;
    private const int Copies = 20;

    /// <summary>
    /// Two a callback; then, for each order, its own wake and follow-up, and something for other orders.
    /// </summary>
    private const int RequestsMax = 2 * Copies * Orders + 8 * Orders;

    public override string Name => "same-notification-20-times";

    public override string Title =>
        $"The same notification comes {Copies} times at once, for {Orders} orders, and once more later";

    public override string Expectation =>
        "every one acknowledged, one posting and one move each, two table requests a callback";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(Orders, cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        foreach (var orderId in orders) world.WeChatPay.PlanFor(orderId, new() { Copies = Copies });

        foreach (var orderId in orders) world.PayNow(orderId);
        foreach (var orderId in orders) await world.AcknowledgedAsync(orderId, Copies, cancellation);

        var requests = await counts.TableRequestsAsync(cancellation);
        Expect.True($"at most {RequestsMax} table requests", requests <= RequestsMax, requests);
        await counts.ExpectAsync(cancellation, applied: Orders, repeat: (Copies - 1) * Orders);
        foreach (var orderId in orders) await ExpectAppliedOnceAsync(world, orderId, cancellation);
        await world.ExpectFollowedUpAsync(orders, cancellation);
        foreach (var orderId in orders)
        {
            var late = await world.WeChatPay.RepeatAsync(orderId, cancellation);
            Expect.True("acknowledged also when all is done", late.Acknowledged, late);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        await counts.ExpectAsync(cancellation, applied: Orders, repeat: Copies * Orders);
        return $"{Copies * Orders} acknowledged by {requests} table requests, {Orders} postings; again after the end";
    }

    private static async Task ExpectAppliedOnceAsync(
        SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var deliveries = world.WeChatPay.Deliveries.Where(delivery => delivery.OutTradeNo == orderId);
        Expect.Equal($"deliveries of {orderId}", Copies, deliveries.Length);
        Expect.Equal("notification ids", 1, deliveries.Select(delivery => delivery.NoticeId).Distinct().Count());
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "AwaitingPayment", "Paid", cancellation);
    }
}
