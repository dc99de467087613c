using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ColdStartFromVault : Scenario
{
    public override string Name => "cold-start-from-vault";

    public override string Title => "The app is killed and starts anew, and callbacks wait for it";

    public override string Expectation => "PAID by callback; the vault is read, the provider is not asked for certificates";

    private const int Orders = 5;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        if (!world.HasVault) return "the app has no vault here: its certificate can't be trusted on this system";
        var current = world.WeChatPay.Certificates.Current.Serial;
        await world.UntilActiveAsync(current, cancellation);
        var orders = await world.CreateManyAsync(Orders, cancellation);
        world.KillApp();
        var downloads = world.Downloads();
        var requests = world.Vault.Requests.All().Length;

        await world.RestartAppAsync([], cancellation);
        await world.UntilActiveAsync(current, cancellation);
        foreach (var orderId in orders) world.PayNow(orderId);
        foreach (var orderId in orders)
        {
            var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
            Expect.Equal($"deliveries of {orderId}", 1, deliveries.Length);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        Expect.Equal("certificate downloads since the kill", 0, world.Downloads() - downloads);
        var read = world.Vault.Requests.All().Skip(requests).Count(request => request is { Method: "GET", Status: 200 });
        Expect.True("the vault was read", read > 0, read);
        return $"5 PAID at the first delivery; {read} reads of the vault, 0 downloads";
    }
}
