using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ChannelDownOrdersFlowOn : Scenario
{
    private const int Before = 8;

    private const int BeforeItOpensMost = 120;

    private const int WhileOpen = 12;

    private const int After = 8;

    private const int AtOnce = 6;

    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(4);

    public override string Name => "channel-down-orders-flow-on";

    public override string Title => "WeChat Pay goes down in mid-traffic, first by errors and then by silence, and comes back";

    public override string Expectation =>
        "all orders go on through Alipay, the breaker opens, a probe brings WeChat Pay back; each order is paid once";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(world.Routes(), cancellation);
        await world.UntilWeChatPayTakesOrdersAsync(cancellation);
        var before = await world.Merchant.MetricsAsync(cancellation); // An order that waited with us may have been switched.
        var orders = new List<OrderView>();
        try
        {
            orders.AddRange(await TakeAsync(world, Before, RoutingSteps.WeChatPay, cancellation));

            world.WeChatPay.Outage = new(Status: 500);
            orders.AddRange(await TakeUntilOpenAsync(world, cancellation));
            orders.AddRange(await TakeAsync(world, WhileOpen, RoutingSteps.Alipay, cancellation));
            ExpectCounted(before, await world.Merchant.MetricsAsync(cancellation), orders.Count - Before);

            world.WeChatPay.Outage = new(Late: TooLate);
            await UntilProbeFailedAsync(world, cancellation);
            orders.Add(await world.CreateRoutedAsync(world.Routed(), cancellation));
            Expect.Equal("channel while it is silent", RoutingSteps.Alipay, orders[^1].Channel);

            world.WeChatPay.Outage = null;
            await world.UntilBreakerAsync(RoutingSteps.WeChatPay, "Closed", cancellation);
            orders.AddRange(await TakeAsync(world, After, RoutingSteps.WeChatPay, cancellation));
        }
        finally
        {
            world.WeChatPay.Outage = null;
        }

        foreach (var order in orders) world.PayRouted(order);
        foreach (var order in orders) await world.ExpectPaidOnceRoutedAsync(order.OrderId, cancellation);
        var left = orders.Count(order => order.Attempts is not null);
        await ExpectAuditedAsync(world, orders, cancellation);
        await world.RestartAppAsync([], cancellation);
        var byAlipay = orders.Count(order => order.Channel == RoutingSteps.Alipay);
        return $"{orders.Count} PAID once, {byAlipay} by Alipay, {left} of them after an attempt at WeChat Pay";
    }

    /// <summary>Several at once, as traffic is; each has to be taken, by that channel.</summary>
    private static async Task<OrderView[]> TakeAsync(
        SandboxWorld world, int count, string channel, CancellationToken cancellation)
    {
        var taken = new List<OrderView>();
        for (; count > 0; count -= AtOnce)
        {
            var some = Enumerable.Range(0, Math.Min(AtOnce, count))
                .Select(nth => world.CreateRoutedAsync(world.Routed(1000 + nth), cancellation));
            taken.AddRange(await Task.WhenAll(some));
        }

        Expect.True($"{taken.Count} orders through {channel}", taken.All(order => order.Channel == channel),
            string.Join(", ", taken.Select(order => order.Channel)));
        return [.. taken];
    }

    /// <summary>How many calls have to fail before the share of failures is reached, depends on what else was asked of
    /// the channel meanwhile.</summary>
    private static async Task<List<OrderView>> TakeUntilOpenAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var taken = new List<OrderView>();
        do
        {
            Expect.True($"the breaker opens within {BeforeItOpensMost} orders", taken.Count < BeforeItOpensMost, "closed");
            taken.AddRange(await TakeAsync(world, AtOnce, RoutingSteps.Alipay, cancellation));
        }
        while ((await world.Merchant.MetricsAsync(cancellation)).IsBreaker(RoutingSteps.WeChatPay, "Closed"));

        return taken;
    }

    private static void ExpectCounted(MetricsView before, MetricsView metrics, int during)
    {
        var (open, failed) = (Switches(("reason", "circuit-open")), Switches(("reason", "not-answered")));
        Expect.Equal("switches from WeChat Pay to Alipay", during, Switches());
        Expect.True("some for calls that failed, the rest for the open circuit", open > 0 && failed > 0 && open + failed == during,
            $"{failed} failed, {open} while it was open");

        int Switches(params (string, string)[] why)
        {
            (string, string)[] labels = [("from", RoutingSteps.WeChatPay), ("to", RoutingSteps.Alipay), .. why];
            return (int)(metrics.Sum("payfunctions_channel_switches_total", labels) - before.Sum("payfunctions_channel_switches_total", labels));
        }
    }

    /// <summary>Every switch stands in its order's timeline, with its reason.</summary>
    private static async Task ExpectAuditedAsync(
        SandboxWorld world, List<OrderView> orders, CancellationToken cancellation)
    {
        foreach (var order in orders.Where(order => order.Channel == RoutingSteps.Alipay))
        {
            var told = await world.ReadAsync(order.OrderId, cancellation);
            Expect.True($"{order.OrderId} tells why it went to Alipay",
                told.Timeline.Any(entry => entry is { Event: "Rerouted", Source: "Router", Channel: RoutingSteps.Alipay, Code: not null }),
                string.Join(", ", told.Timeline.Select(entry => entry.Event)));
        }
    }

    private static Task<MetricsView> UntilProbeFailedAsync(SandboxWorld world, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            "a probe of the silent WeChat Pay fails", () => world.Merchant.MetricsAsync(cancellation),
            metrics => metrics.Sum(
                "payfunctions_channel_breaker_moves_total",
                ("channel", RoutingSteps.WeChatPay), ("to", "Open"), ("reason", "ProbeFailed")) > 0,
            _ => "none", cancellation);
}
