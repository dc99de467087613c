using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AppStoreSubscription : Scenario
{
    private const int Delivered = 4;

    public override string Name => "appstore-subscription";

    public override string Title => "An App Store subscription: bought, renewed, refunded, revoked; and a forgery";

    public override string Expectation =>
        "an order a period, each booked once; the subscription Active, then Revoked; the forgery refused";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var (store, counts) = (world.Apple.Store, await CallbackCounts.BeginAsync(world, cancellation, "appstore"));
        var bought = store.Subscribe();
        await world.ExpectStorePaidAsync(bought, cancellation);
        await world.ExpectSubscriptionAsync(bought, "Active", bought.TransactionId, cancellation);

        var renewed = store.Renew(bought);
        await world.ExpectStorePaidAsync(renewed, cancellation);
        await world.ExpectSubscriptionAsync(bought, "Active", renewed.TransactionId, cancellation);

        store.Refund(renewed, status: 5);
        await world.UntilAsync(AppStoreSteps.OrderOf(renewed), "Refunded", cancellation);
        await world.ExpectSubscriptionAsync(bought, "Revoked", renewed.TransactionId, cancellation);

        store.Revoke(bought);
        await world.UntilAsync(AppStoreSteps.OrderOf(bought), "Revoked", cancellation);

        using var stranger = new AppleAuthority(DateTimeOffset.UtcNow);
        var forged = new StoreNotification("REFUND_REVERSED", null, "forged", renewed, 1)
            .Sign(stranger.Issue(new()), store.App, DateTimeOffset.UtcNow);
        var refused = await store.DeliverAsync(forged, "forged", "REFUND_REVERSED", 1, cancellation);
        Expect.Equal("answer to the forgery", 401, refused.Status);

        await world.ExpectKindsAsync(renewed, ["payment", "refund"], cancellation);
        await world.ExpectKindsAsync(bought, ["payment", "reversal"], cancellation);
        await world.AcknowledgedByStoreAsync(Delivered, cancellation);
        await counts.ExpectAsync(cancellation, applied: Delivered, refused: 1);
        await counts.ExpectRefusalsAsync("not-under-the-root", 1, cancellation);
        await world.ExpectFollowedUpAsync(
            [AppStoreSteps.OrderOf(bought), AppStoreSteps.OrderOf(renewed)], cancellation);
        return "2 orders of 12.34 CNY, one refunded, one revoked; each of 4 notifications applied once";
    }
}
