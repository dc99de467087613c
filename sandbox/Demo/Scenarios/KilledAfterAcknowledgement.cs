using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class KilledAfterAcknowledgement : Scenario
{
    public override string Name => "killed-after-acknowledgement";

    public override string Title => "SIGKILL in the moment of the first acknowledgement, 10 orders under way";

    public override string Expectation => "after the restart all PAID with one posting each, followed up";

    private const int Orders = 10;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(Orders, cancellation);
        var app = world.App;
        var killed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.WeChatPay.Acknowledged = delivery =>
        {
            app.Kill();
            killed.TrySetResult(delivery.OutTradeNo);
        };

        foreach (var orderId in orders) world.PayNow(orderId);
        var acknowledged = await killed.Task.WaitAsync(OrderSteps.Patience, cancellation);
        world.WeChatPay.Acknowledged = null;
        await world.RestartAppAsync([], cancellation);

        var atOnce = await world.ReadAsync(acknowledged, cancellation);
        Expect.Equal("state of the acknowledged order right after the restart", "Paid", atOnce.State);
        foreach (var orderId in orders)
        {
            await world.UntilAsync(orderId, "Paid", cancellation);
            await world.AcknowledgedAsync(orderId, 1, cancellation);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        await world.ExpectFollowedUpAsync(orders, cancellation);
        return "killed, restarted; 10 PAID, 10 postings, 10 followed up";
    }
}
