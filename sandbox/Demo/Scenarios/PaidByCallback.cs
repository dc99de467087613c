using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class PaidByCallback : Scenario
{
    public override string Name => "paid-by-callback";

    public override string Title => "An order is created, paid, and the provider says so";

    public override string Expectation => "PAID by one callback in both key modes, one posting each";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var account in new[] { world.WeChatPay.PlatformMode, world.WeChatPay.PublicKeyMode })
        {
            await WarmUpAsync(world, account, cancellation);
            var counts = await CallbackCounts.BeginAsync(world, cancellation);
            var orderId = await world.CreateAsync(cancellation, account: account);

            world.PayNow(orderId);

            var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
            Expect.Equal($"deliveries in the mode of {account.MerchantId}", 1, deliveries.Length);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
            await counts.ExpectAsync(cancellation, applied: 1);
            await world.ExpectFollowedUpAsync([orderId], cancellation);
        }

        return "PAID at the acknowledgement, by certificate and by public key";
    }

    /// <summary>A cold app's first callback may take longer than its first query waits: it is not the one that counts.</summary>
    private static async Task WarmUpAsync(SandboxWorld world, MerchantAccount account, CancellationToken cancellation)
    {
        var first = await world.CreateAsync(cancellation, account: account);
        world.PayNow(first);
        await world.AcknowledgedAsync(first, 1, cancellation);
        await world.ExpectFollowedUpAsync([first], cancellation);
    }
}
