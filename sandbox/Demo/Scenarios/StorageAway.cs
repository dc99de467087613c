using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class StorageAway : Scenario
{
    public override string Name => "storage-away";

    public override string Title => "The storage goes away while callbacks come, and comes back";

    public override string Expectation => "503 meanwhile, nothing lost; PAID by redelivery with no restart of the app";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        var app = world.App.Id;
        await world.Azurite.StopAsync(cancellation);

        world.PayNow(orderId);
        var during = await world.WeChatPay.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId, seen => seen.Length >= 2, OrderSteps.Patience,
            $"two deliveries of {orderId}", cancellation);
        var creation = await world.Merchant.CreateAsync(new(world.NewOrderId(), 100), cancellation);
        await world.Azurite.RestartAsync(cancellation);

        var answers = during.Take(2).Select(delivery => delivery.Status ?? 0);
        Expect.Same("answers while the storage is away", [503, 503], answers);
        Expect.Equal("POST orders while the storage is away", 503, creation.Status);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        Expect.True("the same process all along", world.App.Id == app && !world.App.HasExited, "another");
        await world.CreateAsync(cancellation);
        return "503 while away; PAID after, same process";
    }
}
