using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class EventsDropped : Scenario
{
    public override string Name => "events-dropped";

    public override string Title => "Every Durable event is dropped: 20 orders, paid, lost and unpaid";

    public override string Expectation => "all end right by what they read: paid ones followed up, the others closed";

    private const int ToldOf = 12;
    private const int Untold = 4;
    private const int Unpaid = 4;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync([new("Durable__Faults__DropEvents", "true")], cancellation);
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        try
        {
            return await WithoutEventsAsync(world, cancellation);
        }
        finally
        {
            await world.RestartAppAsync([], cancellation);
        }
    }

    private static async Task<string> WithoutEventsAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var paid = await world.CreateManyAsync(ToldOf + Untold, cancellation);
        var unpaid = await world.CreateManyAsync(Unpaid, cancellation, expiresIn: 3);
        foreach (var orderId in paid[ToldOf..]) world.WeChatPay.PlanFor(orderId, new() { Lose = true });

        foreach (var orderId in paid) world.PayNow(orderId);

        foreach (var orderId in paid[..ToldOf]) await world.AcknowledgedAsync(orderId, 1, cancellation);
        foreach (var orderId in paid)
        {
            await world.UntilAsync(orderId, "Paid", cancellation);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        foreach (var orderId in unpaid)
        {
            await world.UntilAsync(orderId, "Closed", cancellation);
            await world.ExpectUntouchedAsync(orderId, "Closed", cancellation);
        }

        await world.ExpectFollowedUpAsync(paid, cancellation);
        return $"{paid.Length} PAID and followed up, {unpaid.Length} CLOSED";
    }
}
