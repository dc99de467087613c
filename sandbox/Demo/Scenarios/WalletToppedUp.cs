using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WalletToppedUp : Scenario
{
    private const int Copies = 20;
    private const string Dollars = "840";

    public override string Name => "wallet-topped-up";

    public override string Title =>
        $"An order tops a wallet up, its notification comes {Copies} times; another order's wallet is in dollars";

    public override string Expectation => "the one is credited once, the other's payment goes back; no refund of what is there";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var account = world.NewAccount();
        var orderId = await world.PayTopUpAsync(account, 1000, cancellation, Copies);
        await world.UntilBalanceAsync(account, 1000, 0, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await world.PayTopUpAsync(account, 234, cancellation);
        await world.UntilBalanceAsync(account, 1234, 0, cancellation);
        var refund = await world.Merchant.RefundAsync(orderId, "BACK", 1000, cancellation);
        Expect.True(
            "a refund of it: 409 topped-up",
            refund.Status == 409 && refund.Text.Contains("topped-up", StringComparison.Ordinal), refund);

        var dollars = world.NewAccount();
        await TopUpInDollarsAsync(world, dollars, cancellation);
        var refused = await world.PayTopUpAsync(dollars, 1000, cancellation);
        await world.UntilOwnRefundAsync(refused, "TopUpFailed", "Succeeded", cancellation);
        await world.ExpectRefundedAsync(refused, "Refunded", 1000, cancellation);
        await world.ExpectBalanceAsync(dollars, 500, 0, cancellation);
        await world.ExpectBalanceAsync(account, 1234, 0, cancellation);
        return "1000 + 234 credited once each; 1000 that a dollar account can't take are back with the payer";
    }

    private static async Task TopUpInDollarsAsync(SandboxWorld world, string account, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 500)
        {
            Channel = "applepay",
            Method = "token",
            MerchantId = SimulatedApple.MerchantIdentifier,
            Currency = "USD",
            TopUp = account,
        };
        var created = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders in dollars: 201", created.Status == 201, created);
        var token = world.Apple.Device.Pay(world.Apple.Ec, 500, Dollars, DateTimeOffset.UtcNow);
        var body = new JsonObject { ["orderId"] = order.OrderId, ["paymentData"] = token };
        var paid = await world.Merchant.PostAsync("applepay/payments", body, $"{Guid.NewGuid()}", cancellation);
        Expect.True("the token pays: 200", paid.Status == 200, paid);
        await world.UntilBalanceAsync(account, 500, 0, cancellation);
    }
}
