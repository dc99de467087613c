using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class NeverPaid : Scenario
{
    public override string Name => "never-paid";

    public override string Title => "Nobody pays before the order expires";

    public override string Expectation => "CLOSED here and at the provider, asked before closing, nothing posted";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, expiresIn: 3);

        await world.UntilAsync(orderId, "Closed", cancellation);

        await world.ExpectUntouchedAsync(orderId, "Closed", cancellation);
        Expect.Equal("state at the provider", TransactionState.Closed, world.WeChatPay.Transaction(orderId).State);
        var calls = world.WeChatPay.Calls.Where(call => call.OutTradeNo == orderId);
        var operations = calls.Select(call => call.Operation).ToList();
        Expect.Equal("closes", 1, operations.Count(operation => operation == "close"));
        Expect.Equal("call just before the close", "query", operations[operations.IndexOf("close") - 1]);
        Expect.True("paying it is refused by the provider", !world.WeChatPay.Pay(orderId), "paid");
        return "CLOSED on both sides";
    }
}
