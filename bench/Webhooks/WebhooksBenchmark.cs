using System.CommandLine;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Webhooks;

/// <summary>
/// What do webhooks cost: does a callback wait for them, and how many table requests are one order's?
/// </summary>
internal static class WebhooksBenchmark
{
    private static readonly int WarmUp = Turn.Of(20, 1);
    private static readonly int Rounds = Turn.Of(5, 1);
    private static readonly int PerRound = Turn.Of(20, 2);

    private enum Way
    {
        Untold,
        Told,
        ToldToWhoHangs,
    }

    public static Command Command()
    {
        var command = new Command(
            "webhooks", "Acknowledgements without webhooks, with, and with an endpoint that hangs.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation);
        var over = new TaskCompletionSource<int>();
        await PayAsync(world, Way.Untold, WarmUp, over, cancellation);
        await PayAsync(world, Way.Told, WarmUp, over, cancellation);

        var took = Enum.GetValues<Way>().ToDictionary(way => way, _ => new List<double>());
        var spent = Enum.GetValues<Way>().ToDictionary(way => way, _ => 0L);
        // Who hangs comes last: the attempts at it go on, and would be counted with others' requests.
        await CompareAsync([Way.Untold, Way.Told]);
        await CompareAsync([Way.Untold, Way.ToldToWhoHangs]);
        over.SetResult(204);
        Report(took, spent);
        world.DeleteFolder();
        return 0;

        // In turns, so that the machine's moods are shared.
        async Task CompareAsync(Way[] ways)
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var way in ways)
                {
                    var before = await AppFigures.ReadAsync(world, cancellation);
                    took[way].AddRange(await PayAsync(world, way, PerRound, over, cancellation));
                    var after = await AppFigures.ReadAsync(world, cancellation) - before;
                    if (ways.Contains(Way.Told)) spent[way] += after.StorageRequests;
                }
            }
        }
    }

    /// <returns>How long each acknowledgement took, in milliseconds.</returns>
    private static async Task<double[]> PayAsync(
        SandboxWorld world, Way way, int count, TaskCompletionSource<int> over, CancellationToken cancellation)
    {
        var orders = new List<string>();
        for (var i = 0; i < count; i++) orders.Add(await CreateAsync(world, way, over, cancellation));
        var took = new List<double>();
        foreach (var order in orders)
        {
            var before = await AppFigures.ReadAsync(world, cancellation);
            world.PayNow(order);
            took.Add((await world.AcknowledgedAsync(order, 1, cancellation))[0].Took.TotalMilliseconds);
            // Its follow-up and its delivery are over before the next is paid: this asks for waits, not for throughput.
            await before.UntilEndedAsync(world, way == Way.Told ? 2 : 1, cancellation);
        }

        return [.. took];
    }

    private static async Task<string> CreateAsync(
        SandboxWorld world, Way way, TaskCompletionSource<int> over, CancellationToken cancellation)
    {
        var orderId = world.NewOrderId();
        var notify = way switch
        {
            Way.Untold => null,
            Way.Told => world.Webhooks.Address($"webhooks/{orderId}"),
            Way.ToldToWhoHangs => world.Webhooks.SlowAddress($"webhooks/{orderId}", _ => over.Task),
        };
        var order = new NewOrder(orderId, 1234) { Notify = notify };
        var created = await world.Merchant.CreateAsync(order, cancellation);
        return created.Status == 201 ? orderId : throw new InvalidOperationException($"POST orders: {created}");
    }

    private static void Report(Dictionary<Way, List<double>> took, Dictionary<Way, long> spent)
    {
        var table = new Table().AddColumns("a paid order", "acknowledged, p50 ms", "p95 ms", "table requests");
        foreach (var (way, times) in took)
        {
            table.AddRow(
                $"{way}", $"{Figures.Median(times):F2}", $"{Figures.Percentile(times, 0.95):F2}",
                way == Way.ToldToWhoHangs ? "" : $"{Requests(way):F2}");
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"{Rounds} rounds of {PerRound} orders each way, one payment at a time.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            untold_ack_p50_ms = Math.Round(Figures.Median(took[Way.Untold]), 3),
            told_ack_p50_ms = Math.Round(Figures.Median(took[Way.Told]), 3),
            hanging_ack_p50_ms = Math.Round(Figures.Median(took[Way.ToldToWhoHangs]), 3),
            untold_requests_per_order = Math.Round(Requests(Way.Untold), 2),
            told_requests_per_order = Math.Round(Requests(Way.Told), 2),
        }));

        double Requests(Way way) => (double)spent[way] / (Rounds * PerRound);
    }
}
