using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Orders;

/// <summary>What does one paid order cost, counted and not timed: table requests, journal appends, history events?</summary>
internal static class OrdersBenchmark
{
    private static readonly int WarmUp = Turn.Of(10, 1);
    private static readonly int Orders = Turn.Of(200, 3);
    private static readonly int Starts = Turn.Of(5, 1);

    /// <summary>The rows that find an order by other numbers are the console's cost and not the order's: one more request a
    /// payment, two a refund.</summary>
    private static readonly Dictionary<string, string> WithoutLookups = new() { ["Storage__Lookups"] = "false" };

    public static Command Command()
    {
        var command = new Command("orders", "Table requests and journal appends of a paid order, counted; and the app's start.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        // Real pace: a poll that comes because the machine is slow would be counted as the order's own.
        await using var world = await SandboxWorld.StartAsync(
            WorldPace.Real, Console.WriteLine, cancellation, changes: WithoutLookups);
        // Before its certificate is there, an app takes orders and can't yet offer a payment: those would be asked about in the rounds.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        await PayAsync(world, WarmUp, cancellation);

        var before = await AppFigures.ReadAsync(world, cancellation);
        await PayAsync(world, Orders, cancellation);
        var spent = await AppFigures.ReadAsync(world, cancellation) - before;

        await RefundAsync(world, await PayAsync(world, WarmUp, cancellation), cancellation);
        var beforeRefunds = await AppFigures.ReadAsync(world, cancellation);
        await RefundAsync(world, await PayAsync(world, Orders, cancellation), cancellation);
        var refunded = await AppFigures.ReadAsync(world, cancellation) - beforeRefunds;

        var starts = new List<double>();
        for (var i = 0; i < Starts; i++) starts.Add(await StartAsync(world, cancellation));
        Report(spent, refunded, starts);
        world.DeleteFolder();
        return 0;
    }

    /// <summary>Create, pay, acknowledge, follow up: the whole life, read from the storage and not through the app.</summary>
    private static async Task<string[]> PayAsync(SandboxWorld world, int count, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(count, cancellation);
        foreach (var order in orders) world.PayNow(order);
        foreach (var order in orders) await world.AcknowledgedAsync(order, 1, cancellation);
        await world.ExpectFollowedUpAsync(orders, cancellation);
        return orders;
    }

    /// <summary>Asked for with a key, sent, answered, notified, indexed; read from the storage and not through the app.</summary>
    private static async Task RefundAsync(SandboxWorld world, string[] orders, CancellationToken cancellation)
    {
        foreach (var order in orders)
        {
            // Long enough that no notification overtakes its call's answer: that would cost less.
            world.WeChatPay.RefundPlanFor(order, new() { Takes = TimeSpan.FromSeconds(2) });
            await world.RefundAsync(order, world.WeChatPay.Transaction(order).PaidTotal, cancellation);
        }

        foreach (var order in orders)
            await world.AcknowledgedAsync(RefundSteps.RefundId(order), 1, cancellation);
        await world.ExpectRefundsFollowedUpAsync(orders, cancellation);
    }

    /// <summary>Seconds from the process's start to its first healthy answer, with a journal to open.</summary>
    private static async Task<double> StartAsync(SandboxWorld world, CancellationToken cancellation)
    {
        world.KillApp();
        var watch = Stopwatch.StartNew();
        await world.RestartAppAsync([], cancellation);
        return watch.Elapsed.TotalSeconds;
    }

    private static void Report(AppFigures spent, AppFigures refunded, List<double> starts)
    {
        var refundRequests = (double)refunded.StorageRequests / Orders;
        var refundAppends = (double)refunded.JournalAppends / Orders;
        var requests = (double)spent.StorageRequests / Orders;
        var appends = (double)spent.JournalAppends / Orders;
        var events = (double)spent.HistoryEvents / Orders;
        var start = Figures.Median(starts);
        var table = new Table().AddColumns("a paid order", "figure", "at most");
        table.AddRow("table requests", $"{requests:F2}", "10");
        table.AddRow("table requests, paid and then refunded", $"{refundRequests:F2}", "18");
        table.AddRow("journal appends, paid and then refunded", $"{refundAppends:F2}", "");
        table.AddRow("journal appends", $"{appends:F2}", "");
        table.AddRow("history events", $"{events:F2}", "40");
        table.AddRow("start to first healthy answer, s", $"{start:F2}", "1.5");
        AnsiConsole.Write(table);
        Console.WriteLine($"{Orders} orders, without look-up rows (Storage:Lookups), which add 1 to a payment and 2 to a refund; median of {Starts} starts, {starts.Min():F2} to {starts.Max():F2} s.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            requests_per_order = Math.Round(requests, 2),
            requests_per_refunded_order = Math.Round(refundRequests, 2),
            appends_per_order = Math.Round(appends, 2),
            history_events = Math.Round(events, 2),
            start_seconds = Math.Round(start, 3),
        }));
    }
}
