using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.DurableTask.Journal;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Engine;

/// <summary>
/// What does the embedded engine cost: appends a work item, against bare appends, orders a second, and memory of those
/// that wait?
/// </summary>
internal static class EngineBenchmark
{
    private static readonly int Orders = Turn.Of(5_000, 200);
    private static readonly int Waiting = Turn.Of(100_000, 5_000);
    private static readonly int Rounds = Turn.Of(5, 1);
    private static readonly int SyncedRecords = Turn.Of(2_000, 50);

    public static Command Command()
    {
        var command = new Command(
            "engine", "The embedded engine: appends a work item, rate against bare appends, memory of orders that wait.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        var (appends, rates, records) = (0.0, new List<double>(), new List<byte[]>());
        await using (var warm = new OrderHub(fsync: false)) await LiveAsync(warm, Math.Min(Orders, 500));
        for (var round = 0; round < Rounds; round++)
        {
            await using var hub = new OrderHub(fsync: false);
            using var counts = new EngineCounts();
            var watch = Stopwatch.StartNew();
            await LiveAsync(hub, Orders);
            rates.Add(Orders / watch.Elapsed.TotalSeconds);
            appends = Math.Max(appends, (double)counts.Appends / counts.WorkItems);
            if (round == 0) records = Recorded(hub.Folder);
        }

        var ratio = await new AppendRace(records, fsync: false).RatioAsync();
        var synced = await new AppendRace([.. records.Take(SyncedRecords)], fsync: true).RatioAsync();
        Report(appends, ratio, synced, Figures.Median(rates), records, await MemoryAsync());
        return 0;
    }

    /// <summary>The whole life of so many orders: start, first turn, hint, two activities, end.</summary>
    private static async Task LiveAsync(OrderHub hub, int orders)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, orders), async (order, _) =>
        {
            await hub.StartAsync(order);
            await hub.HintAsync(order);
        });
        await hub.Engine.WhenIdleAsync();
        var open = hub.Engine.List(static instance => !instance.HasEnded).Count;
        if (open > 0) throw new InvalidOperationException($"{open} of {orders} orders did not end.");
    }

    private static List<byte[]> Recorded(string folder)
    {
        var records = new List<byte[]>();
        foreach (var path in Directory.GetFiles(folder, "*" + Segment.Extension))
            SegmentReader.Read(path, record => records.Add(record.ToArray()));
        return records;
    }

    /// <returns>KiB of the managed heap for each order that waits, after a full collection.</returns>
    private static async Task<double> MemoryAsync()
    {
        await using var hub = new OrderHub(fsync: false);
        await hub.StartAsync(0);
        await hub.Engine.WhenIdleAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var order = 1; order <= Waiting; order++) await hub.StartAsync(order);
        await hub.Engine.WhenIdleAsync();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        if (hub.Engine.LiveTimers < Waiting) throw new InvalidOperationException("Not every order waits.");
        return (after - before) / 1024.0 / Waiting;
    }

    private static void Report(
        double appends, double ratio, double synced, double rate, List<byte[]> records, double memory)
    {
        var table = new Table().AddColumns("the embedded engine", "figure", "aim");
        table.AddRow("journal appends a work item", $"{appends:F3}", "at most 1");
        table.AddRow("append rate against bare writes of the same bytes", $"{ratio:F2}", "at least 0.3");
        table.AddRow("the same, each flushed to the disk", $"{synced:F2}", "at least 0.3");
        table.AddRow("orders a second, start to end", $"{rate:F0}", "");
        table.AddRow("memory of an order that waits, KiB", $"{memory:F2}", "at most 10.4 (100,000 in 1 GB)");
        AnsiConsole.Write(table);
        Console.WriteLine(
            $"{Rounds} rounds of {Orders} orders, {records.Average(record => record.Length):F0} bytes a record; "
            + $"{Waiting} orders waiting.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            appends_per_work_item = Math.Round(appends, 3),
            append_ratio = Math.Round(ratio, 3),
            append_ratio_fsync = Math.Round(synced, 3),
            orchestrations_per_second = Math.Round(rate),
            memory_kb_per_waiting_instance = Math.Round(memory, 2),
            waiting_instances = Waiting,
        }));
    }
}
