using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WebhookRetriedInOrder : Scenario
{
    private const int Refusals = 4;

    public override string Name => "webhook-retried-in-order";

    public override string Title => $"The merchant's endpoint fails {Refusals} times while the paid order is refunded";

    public override string Expectation => "the payment is told until it is taken, under one id; only then the refund";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var refusals = 0;
        var (orderId, address) = await world.CreateToldAndPaidAsync(
            cancellation, _ => Interlocked.Increment(ref refusals) <= Refusals ? 500 : 200);
        await world.RefundAsync(orderId, 1234, cancellation);
        await world.UntilAsync(orderId, "Refunded", cancellation);

        var seen = await world.TakenAsync(address, 3, cancellation);

        Expect.Same(
            "messages as they came",
            [
                .. Enumerable.Repeat("order.paid 500", Refusals), "order.paid 200", "refund.succeeded 200",
                "order.refunded 200",
            ],
            seen.Select(one => $"{one.Type} {one.Status}"));
        Expect.Equal("ids", 3, seen.Select(one => one.MessageId).Distinct().Count());
        Expect.Same("sequences taken", [1, 2, 3], seen.Where(one => one.Status == 200).Select(one => one.Sequence));
        Expect.True("all signed", seen.All(one => one.Problem is null), string.Join("; ", seen.AsEnumerable()));
        // Told late, it still says what stood when it happened.
        var refunded = seen[^3].Body.GetProperty("refunded").GetProperty("amount").GetInt64();
        Expect.Equal("refunded, as the payment was told", 0, refunded);
        await world.UntilWebhooksAsync(orderId, "Delivered", cancellation);
        return $"{Refusals} refusals, then paid, refund, refunded in order";
    }
}
