using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WalletHoldConfirmed : Scenario
{
    public override string Name => "wallet-hold-confirmed";

    public override string Title => "Holds on a wallet of 1000: tried, confirmed, cancelled, each message twice or too late";

    public override string Expectation =>
        "one hold settles, one is released; what comes too late, or above the balance, is refused by name";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var account = world.NewAccount();
        await world.PayTopUpAsync(account, 1000, cancellation);
        await world.UntilBalanceAsync(account, 1000, 0, cancellation);

        await ExpectAsync(world.HoldAsync(account, "rent", 600, cancellation), 201, "Held");
        await ExpectAsync(world.HoldAsync(account, "car", 401, cancellation), 422, "insufficient-balance");
        await ExpectAsync(world.HoldAsync(account, "tea", 400, cancellation), 201, "Held");
        await world.ExpectBalanceAsync(account, 0, 1000, cancellation);

        await ExpectAsync(world.EndHoldAsync(account, "rent", "confirm", cancellation), 200, "Confirmed");
        await ExpectAsync(world.EndHoldAsync(account, "rent", "confirm", cancellation), 200, "Confirmed");
        await ExpectAsync(world.EndHoldAsync(account, "rent", "cancel", cancellation), 409, "hold-state");
        await ExpectAsync(world.EndHoldAsync(account, "tea", "cancel", cancellation), 200, "Cancelled");
        await ExpectAsync(world.EndHoldAsync(account, "tea", "cancel", cancellation), 200, "Cancelled");
        await ExpectAsync(world.EndHoldAsync(account, "tea", "confirm", cancellation), 409, "hold-state");
        await ExpectAsync(world.EndHoldAsync(account, "late", "cancel", cancellation), 200, "Cancelled");
        await ExpectAsync(world.HoldAsync(account, "late", 100, cancellation), 409, "hold-state");

        await world.ExpectBalanceAsync(account, 400, 0, cancellation);
        return "600 settled, 400 released, the late try fenced off: 400 left";
    }

    private static async Task ExpectAsync(Task<Merchant.ApiAnswer> asked, int status, string word)
    {
        var answer = await asked;
        Expect.True(
            $"{status} {word}", answer.Status == status && answer.Text.Contains(word, StringComparison.Ordinal), answer);
    }
}
