using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Ingest;

/// <summary>How much of what the storage can do arrives as acknowledged callbacks?</summary>
/// <remarks>
/// Callbacks and bare conditional inserts of an evidence-sized row take turns against one Azurite, at one concurrency. The
/// notifications are signed beforehand. While a burst is acknowledged, the orchestrations that it wakes are held to one activity
/// at a time by host.json's own setting, as one would on a machine this small. What one acknowledgement asks of the storage is
/// counted in a burst of its own that wakes nobody.
/// </remarks>
internal static class IngestBenchmark
{
    private const int Concurrency = 32;
    private const int PerRound = 400;
    private const int Rounds = 5;
    private const int EnvelopeBytes = 1_500;

    public static Command Command()
    {
        var command = new Command("ingest", "Acknowledged callbacks a second beside Azurite's bare conditional inserts.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation);
        await world.RestartAppAsync(
            [new("AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions", "1")], cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Concurrency });
        var bare = world.Tables.GetTableClient("Bare");
        await bare.CreateIfNotExistsAsync(cancellation);

        var (acks, inserts, latencies) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var insertRate = await InsertsAsync(bare, round, cancellation);
            var (rate, milliseconds, orders) = await BurstAsync(world, http, cancellation);
            await world.ExpectFollowedUpAsync(orders, cancellation);
            if (round == 0) continue; // The first round warms everything up.
            inserts.Add(insertRate);
            acks.Add(rate);
            latencies.AddRange(milliseconds);
        }

        Report(acks, inserts, await RequestsEachAsync(world, http, cancellation), latencies);
        world.DeleteFolder();
        return 0;
    }

    private static async Task<double> InsertsAsync(TableClient bare, int round, CancellationToken cancellation)
    {
        var envelope = new byte[EnvelopeBytes];
        return await RateAsync(i => bare.AddEntityAsync(
            new TableEntity($"default|ORD{round}-{i}", "evidence|Notification|EV-1")
            {
                ["Event"] = "PaymentSucceeded",
                ["At"] = DateTimeOffset.UnixEpoch,
                ["From"] = "AwaitingPayment",
                ["To"] = "Paid",
                ["Envelope"] = envelope,
            },
            cancellation));
    }

    private static async Task<double> RequestsEachAsync(SandboxWorld world, HttpClient http, CancellationToken cancellation)
    {
        await world.RestartAppAsync([new("Durable__Faults__DropEvents", "true")], cancellation);
        var orders = await world.CreateManyAsync(PerRound, cancellation);
        var before = await AppFigures.ReadAsync(world, cancellation);
        await DeliverAsync(world, http, orders, cancellation);
        var spent = await AppFigures.ReadAsync(world, cancellation) - before;
        return (double)spent.StorageRequests / PerRound;
    }

    private static async Task<(double Rate, double[] Milliseconds, string[] Orders)> BurstAsync(
        SandboxWorld world, HttpClient http, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(PerRound, cancellation);
        var (rate, milliseconds) = await DeliverAsync(world, http, orders, cancellation);
        return (rate, milliseconds, orders);
    }

    private static async Task<(double Rate, double[] Milliseconds)> DeliverAsync(
        SandboxWorld world, HttpClient http, string[] orders, CancellationToken cancellation)
    {
        var requests = orders.Select(world.WeChatPay.SealPayment).ToArray();
        var milliseconds = new double[PerRound];
        var rate = await RateAsync(async i =>
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(requests[i], cancellation);
            milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent))
                throw new InvalidOperationException($"A genuine callback was answered {(int)answer.StatusCode}.");
        });
        foreach (var request in requests) request.Dispose();
        return (rate, milliseconds);
    }

    private static async Task<double> RateAsync(Func<int, Task> work)
    {
        var last = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref last)) < PerRound;) await work(i);
        })));
        return PerRound / watch.Elapsed.TotalSeconds;
    }

    private static void Report(List<double> acks, List<double> inserts, double each, List<double> latencies)
    {
        var ratio = Figures.Median(acks.Zip(inserts, (ack, insert) => ack * each / insert));
        var p99 = Figures.Percentile(latencies, 0.99);
        var table = new Table().AddColumns("", "figure", "aim");
        table.AddRow("acknowledged callbacks a second", $"{Figures.Median(acks):F0}", "");
        table.AddRow("bare conditional inserts a second", $"{Figures.Median(inserts):F0}", "");
        table.AddRow("table requests an acknowledgement", $"{each:F2}", "at most 2");
        table.AddRow("callbacks x requests / inserts", $"{ratio:F2}", "at least 0.80");
        table.AddRow("p99 of an acknowledgement, ms", $"{p99:F1}", "");
        AnsiConsole.Write(table);
        Console.WriteLine($"{Rounds} rounds of {PerRound} at concurrency {Concurrency}; medians of the rounds.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            ack_ratio = Math.Round(ratio, 3),
            requests_per_ack = Math.Round(each, 2),
            p99_ms = Math.Round(p99, 1),
        }));
    }
}
