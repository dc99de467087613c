using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ProviderBusyOrAwayRetried : Scenario
{
    public override string Name => "provider-busy-or-away-retried";

    public override string Title =>
        "Two paid orders without a notification: one's queries are too frequent 4 times, the other's connection breaks";

    public override string Expectation => "PAID by the 5th try of the one and the 3rd of the other, one posting each";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var busy = await UnheardAsync(world, cancellation);
        world.WeChatPay.ErrNext("query", busy, 429, "FREQUENCY_LIMITED", 4);
        world.PayNow(busy);
        var away = await UnheardAsync(world, cancellation);
        world.WeChatPay.BreakNext("query", away, 6); // A query is sent again twice by the HTTP layer: two tries.
        world.PayNow(away);

        foreach (var orderId in new[] { busy, away })
        {
            await world.UntilAsync(orderId, "Paid", cancellation);
            await world.ExpectPaidOnceAsync(orderId, cancellation);
        }

        Expect.Equal("answers 'too frequent'", 4, Count(busy, 429));
        Expect.Equal("broken connections", 6, Count(away, 0));
        return "both PAID, each by its cause's last try";

        int Count(string orderId, int status) => world.WeChatPay.Calls
            .Where(call => (call.Operation, call.OutTradeNo, call.Status) == ("query", orderId, status)).Length;
    }

    private static async Task<string> UnheardAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Lose = true });
        return orderId;
    }
}
