using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ProviderFailsOrder : Scenario
{
    private static readonly (TransactionState End, string Word)[] Ends =
        [(TransactionState.PayError, "PAYERROR"), (TransactionState.Revoked, "REVOKED")];

    public override string Name => "provider-fails-order";

    public override string Title => "The provider ends an order as failed, another as revoked, and tells nobody";

    public override string Expectation =>
        "FAILED by asking, with the provider's word in the timeline; nothing posted, nothing closed";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var (end, word) in Ends)
        {
            var orderId = await world.CreateAsync(cancellation);
            Expect.True($"{orderId} ends at the provider", world.WeChatPay.Fail(orderId, end), "not unpaid");

            await world.UntilAsync(orderId, "Failed", cancellation);

            await world.ExpectUntouchedAsync(orderId, "Failed", cancellation);
            var told = (await world.Merchant.GetAsync($"orders/{orderId}", cancellation)).Text;
            Expect.True($"{word} in the timeline", told.Contains($"\"code\":\"{word}\"", StringComparison.Ordinal), told);
            var closes = world.WeChatPay.Calls.Where(call => (call.OutTradeNo, call.Operation) == (orderId, "close"));
            Expect.Equal("closes", 0, closes.Length);
            Expect.True("paying it is refused by the provider", !world.WeChatPay.Pay(orderId), "paid");
        }

        return "FAILED by PAYERROR, FAILED by REVOKED";
    }
}
