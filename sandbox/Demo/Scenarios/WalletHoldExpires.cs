using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WalletHoldExpires : Scenario
{
    public override string Name => "wallet-hold-expires";

    public override string Title => "A hold for two seconds that nobody confirms, and a confirm that comes too late";

    public override string Expectation => "released by itself; the late confirm is refused, nothing is gone";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var account = world.NewAccount();
        await world.PayTopUpAsync(account, 1000, cancellation);
        await world.UntilBalanceAsync(account, 1000, 0, cancellation);

        var held = await world.HoldAsync(account, "rent", 600, cancellation, expiresIn: 2);
        Expect.True("the hold: 201", held.Status == 201, held);
        await world.ExpectBalanceAsync(account, 400, 600, cancellation);

        await world.UntilBalanceAsync(account, 1000, 0, cancellation);
        var confirmed = await world.EndHoldAsync(account, "rent", "confirm", cancellation);
        Expect.True("the late confirm: 409", confirmed.Status == 409, confirmed);
        Expect.True("which says why", confirmed.Text.Contains("Expired", StringComparison.Ordinal), confirmed);
        await world.ExpectBalanceAsync(account, 1000, 0, cancellation);
        return "released after its two seconds";
    }
}
