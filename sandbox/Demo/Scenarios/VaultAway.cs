using System.Diagnostics;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class VaultAway : Scenario
{
    public override string Name => "vault-away";

    public override string Title => "The Key Vault is away for a minute, and a new platform certificate comes meanwhile";

    public override string Expectation => "every callback ends acknowledged; the certificate is kept once the vault is back";

    private const int Orders = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>The app looks for what is due thirty times as often as it does by itself (<c>Certificates:PollEvery</c>): a
    /// minute of that.</summary>
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(2);

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        if (!world.HasVault) return "the app has no vault here: its certificate can't be trusted on this system";
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        var orders = await world.CreateManyAsync(Orders, cancellation);
        var app = world.App.Id;
        var fresh = world.WeChatPay.Certificates.Issue();
        world.Vault.Fail(new(VaultFaultKind.Away));
        var away = Stopwatch.StartNew();

        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < Orders; i++)
        {
            if (i == Orders / 2) world.WeChatPay.Certificates.SignWith(fresh);
            world.PayNow(orders[i]);
            await pace.WaitForNextTickAsync(cancellation);
        }

        foreach (var orderId in orders)
        {
            var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
            var other = deliveries.FirstOrDefault(delivery => !delivery.Acknowledged && delivery.Status != 401);
            Expect.True("every delivery acknowledged or refused with 401", other is null, other);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        await world.Vault.Requests.WaitAsync(
            request => request.Status == 503, seen => seen.Length > 0, OrderSteps.Patience,
            "a request that the vault did not answer", cancellation);
        while (away.Elapsed < AMinute) await pace.WaitForNextTickAsync(cancellation);
        Expect.True("nothing kept while the vault is away", !world.IsKept(fresh), "kept");
        world.Vault.Fail(null);
        await world.Vault.Requests.WaitAsync(
            request => request is { Method: "PUT", Status: 200 }, _ => world.IsKept(fresh), OrderSteps.Patience,
            $"certificate {fresh.Serial} in the vault", cancellation);
        await world.UntilActiveAsync(fresh.Serial, cancellation);
        Expect.True("the same process all along", world.App.Id == app && !world.App.HasExited, "another");
        return $"20 PAID meanwhile, 10 of them under {fresh.Serial[..6]}…; kept after";
    }
}
