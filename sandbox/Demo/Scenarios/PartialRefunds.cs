using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class PartialRefunds : Scenario
{
    public override string Name => "partial-refunds";

    public override string Title => "An order is refunded in parts, and requests that can't stand come between";

    public override string Expectation => "300, 200 and 500 of 1000 go back; nothing else moves, each refusal says why";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation, amount: 1000);
        await RefundAsync(world, orderId, 300, 1, cancellation);
        await RefundAsync(world, orderId, 200, 2, cancellation);
        await world.ExpectRefundedAsync(orderId, "PartiallyRefunded", 500, cancellation);

        var refused = await RefuseAllAsync(world, orderId, cancellation);

        await world.ExpectRefundedAsync(orderId, "PartiallyRefunded", 500, cancellation);
        Expect.Equal("refunds at the provider", 2, world.WeChatPay.Refunds(orderId).Length);
        await RefundAsync(world, orderId, 500, 3, cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", 1000, cancellation);
        return $"REFUNDED by 3 parts, {refused} requests refused by name";
    }

    private static async Task RefundAsync(
        SandboxWorld world, string orderId, long amount, int nth, CancellationToken cancellation)
    {
        var refundId = await world.RefundAsync(orderId, amount, cancellation, nth);
        await world.UntilRefundAsync(orderId, refundId, "Succeeded", cancellation);
    }

    private static async Task<int> RefuseAllAsync(SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var unpaid = await world.CreateAsync(cancellation);
        (string Order, string Refund, long Amount, string Currency, int Status, string Kind, string Says)[] asked =
        [
            (orderId, "ABOVE", 501, "CNY", 422, "above-rest", "left: 500, asked for: 501 CNY"),
            (orderId, "OTHER", 100, "USD", 422, "other-currency", "paid in CNY; asked for: USD"),
            (unpaid, "UNPAID", 100, "CNY", 409, "not-paid", "Paid: 0 CNY"),
            (world.NewOrderId(), "FOREIGN", 100, "CNY", 404, "no-such-order", ""),
            (orderId, "NOTHING", 0, "CNY", 400, "invalid-request", "amount.amount"),
            (orderId, RefundSteps.RefundId(orderId), 301, "CNY", 422, "key-reused", ""),
        ];
        foreach (var one in asked)
        {
            var answer = await world.Merchant.RefundAsync(one.Order, one.Refund, one.Amount, cancellation, one.Currency);
            Expect.True($"{one.Kind}: {one.Status}", answer.Status == one.Status, answer);
            var named = answer.Text.Contains($":{one.Kind}\"", StringComparison.Ordinal)
                && answer.Text.Contains(one.Says, StringComparison.Ordinal);
            Expect.True($"{one.Kind}, and '{one.Says}'", named, answer.Text);
        }

        return asked.Length;
    }
}
