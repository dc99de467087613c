using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class CallbackLost : Scenario
{
    public override string Name => "callback-lost";

    public override string Title => "An order is paid and no notification ever comes";

    public override string Expectation => "PAID by asking the provider, one posting";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Lose = true });

        world.PayNow(orderId);

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        var deliveries = world.WeChatPay.Deliveries.Where(delivery => delivery.OutTradeNo == orderId);
        Expect.Equal("deliveries", 0, deliveries.Length);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "PAID, found by query";
    }
}
