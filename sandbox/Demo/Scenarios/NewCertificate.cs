using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class NewCertificate : Scenario
{
    public override string Name => "new-certificate";

    public override string Title => "A new platform certificate signs from the middle of steady traffic on";

    public override string Expectation => "every callback ends acknowledged, none lost, all PAID by callback";

    private const int Orders = 40;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(Orders, cancellation);
        var before = world.WeChatPay.Certificates.Current.Serial;

        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < Orders; i++)
        {
            if (i == Orders / 2) world.WeChatPay.Certificates.SignWith(world.WeChatPay.Certificates.Issue());
            world.PayNow(orders[i]);
            await pace.WaitForNextTickAsync(cancellation);
        }

        var after = world.WeChatPay.Certificates.Current.Serial;
        foreach (var (orderId, i) in orders.Select((orderId, i) => (orderId, i)))
        {
            var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
            var other = deliveries.FirstOrDefault(delivery => !delivery.Acknowledged && delivery.Status != 401);
            Expect.True("every delivery acknowledged or refused with 401", other is null, other);
            if (i >= Orders / 2) Expect.Equal($"serial that {orderId} was told under", after, deliveries[^1].Serial);
        }

        foreach (var orderId in orders) await world.ExpectPaidOnceAsync(orderId, cancellation);
        var refused = world.WeChatPay.Deliveries.Where(d => orders.Contains(d.OutTradeNo) && !d.Acknowledged).Length;
        return $"{before[..6]}… to {after[..6]}…: 40 acknowledged, {refused} of them after a redelivery";
    }
}
