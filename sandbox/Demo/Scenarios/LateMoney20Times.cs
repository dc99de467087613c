using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class LateMoney20Times : Scenario
{
    public override string Name => "late-money-20-times";

    public override string Title => "Money comes after the order was closed, told 20 times at once";

    public override string Expectation => "20 acknowledgements, stays CLOSED, booked once to be sent back";

    private const int Copies = 20;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, expiresIn: 3);
        await world.UntilAsync(orderId, "Closed", cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Copies = Copies });

        world.PayNow(orderId, evenIfLate: true);

        var deliveries = await world.AcknowledgedAsync(orderId, Copies, cancellation);
        Expect.Equal("deliveries", Copies, deliveries.Length);
        Expect.Equal("state", "Closed", (await world.ReadAsync(orderId, cancellation)).State);
        await world.ExpectOnePostingAsync(orderId, "late-payment", 1234, cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: Copies - 1);
        await world.ExpectOneEvidenceAsync(deliveries[0].NoticeId, "Closed", "Closed", cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "CLOSED, one late-payment posting";
    }
}
