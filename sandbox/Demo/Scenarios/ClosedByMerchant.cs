using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ClosedByMerchant : Scenario
{
    public override string Name => "closed-by-merchant";

    public override string Title => "The merchant closes an unpaid order, again, and then a paid one";

    public override string Expectation =>
        "202 and CLOSED on both sides, asked before closing; 202 again; 409 once paid; 404 for one not there";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);

        Expect.Equal("answer to the close", 202, (await world.Merchant.CloseAsync(orderId, cancellation)).Status);
        await world.UntilAsync(orderId, "Closed", cancellation);

        await world.ExpectUntouchedAsync(orderId, "Closed", cancellation);
        Expect.Equal("state at the provider", TransactionState.Closed, world.WeChatPay.Transaction(orderId).State);
        var calls = world.WeChatPay.Calls.Where(call => call.OutTradeNo == orderId).Select(call => call.Operation);
        Expect.Same("last calls", ["query", "close"], calls.TakeLast(2));
        Expect.True("paying it is refused by the provider", !world.WeChatPay.Pay(orderId), "paid");
        Expect.Equal("answer to a second close", 202, (await world.Merchant.CloseAsync(orderId, cancellation)).Status);
        await world.ExpectUntouchedAsync(orderId, "Closed", cancellation);

        var paid = await world.CreateAsync(cancellation);
        world.PayNow(paid);
        await world.AcknowledgedAsync(paid, 1, cancellation);
        var refused = await world.Merchant.CloseAsync(paid, cancellation);
        Expect.Equal("answer to the close of a paid one", 409, refused.Status);
        await world.ExpectPaidOnceAsync(paid, cancellation);
        var unknown = await world.Merchant.CloseAsync(world.NewOrderId(), cancellation);
        Expect.Equal("answer to the close of none", 404, unknown.Status);
        return "202, CLOSED on both sides; 202; 409; 404";
    }
}
