using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class LateMoneyRefunded : Scenario
{
    public override string Name => "late-money-refunded";

    public override string Title => "Money comes for an order that its merchant has closed";

    public override string Expectation => "stays CLOSED, booked to suspense, sent back in full by itself, and flagged";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        var closed = await world.Merchant.CloseAsync(orderId, cancellation);
        Expect.True("POST close: 202", closed.Status == 202, closed);
        await world.UntilAsync(orderId, "Closed", cancellation);

        world.PayNow(orderId, evenIfLate: true);

        var refund = await world.UntilOwnRefundAsync(orderId, "LatePayment", "Succeeded", cancellation);
        Expect.Equal(
            "the payment that went back", world.WeChatPay.Transaction(orderId).TransactionId, refund.TransactionId);
        await world.ExpectSentBackAsync(orderId, "late-payment", cancellation);
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal("state", "Closed", order.State);
        Expect.Equal("refunded of the order", 0, order.Refunded?.Amount ?? 0);
        var quarantine = await world.Merchant.GetAsync("quarantine", cancellation);
        Expect.True($"{orderId} flagged", quarantine.Text.Contains(orderId, StringComparison.Ordinal), quarantine.Text);
        return "CLOSED, the late money is back with the payer";
    }
}
