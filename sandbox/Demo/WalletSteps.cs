using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the wallets' scenarios are made of.</summary>
internal static class WalletSteps
{
    /// <summary>An account that nobody has opened yet.</summary>
    public static string NewAccount(this SandboxWorld world) => $"wallet-{world.NewOrderId()}";

    /// <summary>An order that tops the account up, paid.</summary>
    public static async Task<string> PayTopUpAsync(
        this SandboxWorld world, string account, long amount, CancellationToken cancellation, int copies = 1)
    {
        var order = new NewOrder(world.NewOrderId(), amount) { TopUp = account };
        var created = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders with topUp: 201", created.Status == 201, created);
        if (copies > 1) world.WeChatPay.PlanFor(order.OrderId, new() { Copies = copies });
        world.PayNow(order.OrderId);
        await world.AcknowledgedAsync(order.OrderId, copies, cancellation);
        return order.OrderId;
    }

    /// <summary>Reads the account until so much is available and frozen.</summary>
    public static Task<WalletView?> UntilBalanceAsync(
        this SandboxWorld world, string account, long available, long frozen, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"{available} available and {frozen} frozen on {account}",
            () => world.Merchant.WalletAsync(account, cancellation),
            wallet => (wallet?.Available.Amount, wallet?.Frozen.Amount) == (available, frozen),
            wallet => wallet,
            cancellation);

    public static async Task ExpectBalanceAsync(
        this SandboxWorld world, string account, long available, long frozen, CancellationToken cancellation)
    {
        var wallet = await world.Merchant.WalletAsync(account, cancellation);
        Expect.Equal(
            $"available and frozen on {account}", (available, frozen), (wallet!.Available.Amount, wallet.Frozen.Amount));
    }

    public static Task<ApiAnswer> HoldAsync(
        this SandboxWorld world, string account, string holdId, long amount, CancellationToken cancellation,
        int expiresIn = 600)
    {
        var body = new JsonObject
        {
            ["holdId"] = holdId,
            ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "CNY" },
            ["expiresInSeconds"] = expiresIn,
        };
        return world.Merchant.PostAsync($"wallets/{account}/holds", body, $"{account}-{holdId}", cancellation);
    }

    /// <summary><c>confirm</c> or <c>cancel</c>, under a key of its own: a message that comes again, not a replay.</summary>
    public static Task<ApiAnswer> EndHoldAsync(
        this SandboxWorld world, string account, string holdId, string how, CancellationToken cancellation) =>
        world.Merchant.PostAsync(
            $"wallets/{account}/holds/{holdId}/{how}", new JsonObject(), $"{Guid.NewGuid()}", cancellation);
}
