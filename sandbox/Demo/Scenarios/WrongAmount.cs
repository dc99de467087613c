using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WrongAmount : Scenario
{
    public override string Name => "wrong-amount";

    public override string Title => "A genuine notification whose amount is not the order's";

    public override string Expectation => "acknowledged, quarantined, never applied: not paid, nothing posted";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var orderId = await world.CreateAsync(cancellation, amount: 5000);

        world.PayNow(orderId, total: 4999);

        var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
        Expect.Equal("deliveries", 1, deliveries.Length);
        await counts.ExpectAsync(cancellation, quarantined: 1);
        await world.WeChatPay.Calls.WaitAsync(
            call => call is { Operation: "query", Status: 200 } && call.OutTradeNo == orderId,
            seen => seen.Length >= 2,
            OrderSteps.Patience,
            $"two queries of {orderId}",
            cancellation);
        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);
        await ExpectInQuarantineAsync(world, orderId, cancellation);
        return "acknowledged and quarantined; AWAITING PAYMENT, also after the provider was asked twice";
    }

    private static async Task ExpectInQuarantineAsync(
        SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var answer = await world.Merchant.GetAsync("quarantine", cancellation);
        Expect.Equal("GET quarantine", 200, answer.Status);
        var kept = answer.Text.Contains(orderId, StringComparison.Ordinal);
        Expect.True($"{orderId} in GET quarantine", kept, answer.Text);
    }
}
