using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Ingest;

/// <summary>How much of what the storage can do arrives as acknowledged callbacks?</summary>
/// <remarks>
/// Three contestants take turns against one Azurite, at one concurrency and with the very same rows: callbacks over HTTP (signed
/// beforehand), bare conditional inserts of their evidence, and a bare client's one read and one transaction, which is the most
/// that any app can reach on this path. While a burst is acknowledged, the orchestrations that it wakes are held to one activity
/// at a time by host.json's own setting, as one would on a machine this small. What one acknowledgement asks of the storage is
/// counted in a burst of its own that wakes nobody.
/// </remarks>
internal static class IngestBenchmark
{
    private const int Concurrency = 32;
    private static readonly int PerRound = Turn.Of(400, 20);
    private static readonly int CreatedAtOnce = Turn.Of(100, 20);
    private static readonly int WarmUpRounds = Turn.Of(2, 0);
    private static readonly int Rounds = Turn.Of(5, 1);

    public static Command Command()
    {
        var command = new Command("ingest", "Acknowledged callbacks a second beside Azurite's bare conditional inserts.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var world = await SandboxWorld.StartAsync(
            WorldPace.Real, Console.WriteLine, cancellation,
            changes: [new("AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions", "1")]);
        // Before its certificate is there, an app takes orders and can't yet offer a payment: those would be asked about in the rounds.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Concurrency });
        var bare = world.Tables.GetTableClient("Bare");
        await bare.CreateIfNotExistsAsync(cancellation);

        var rounds = new List<Round>();
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var orders = await CreateAsync(world, cancellation);
            var before = await AppFigures.ReadAsync(world, cancellation);
            var (rate, milliseconds) = await DeliverAsync(world, http, orders, cancellation);
            await before.UntilEndedAsync(world, PerRound, cancellation);
            var path = await BarePath.OfAsync(world, bare, orders, RateAsync, cancellation);
            var inserts = await RateAsync(i => path.InsertAsync(i, cancellation));
            var ceiling = await RateAsync(i => path.CallbackAsync(i, cancellation));
            if (round >= 0) rounds.Add(new(rate, inserts, ceiling, milliseconds));
        }

        var each = await RequestsEachAsync(world, http, cancellation);
        Report(rounds, each, await EdgeRefusals.MeasureAsync(world, cancellation));
        world.DeleteFolder();
        return 0;
    }

    /// <summary>In portions: what is measured is the callbacks, and not how many creations the app takes at once.</summary>
    private static async Task<string[]> CreateAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orders = new List<string>(PerRound);
        while (orders.Count < PerRound) orders.AddRange(await world.CreateManyAsync(CreatedAtOnce, cancellation));
        return [.. orders];
    }

    private static async Task<double> RequestsEachAsync(SandboxWorld world, HttpClient http, CancellationToken cancellation)
    {
        await world.RestartAppAsync([new("Durable__Faults__DropEvents", "true")], cancellation);
        var orders = await CreateAsync(world, cancellation);
        var before = await AppFigures.ReadAsync(world, cancellation);
        await DeliverAsync(world, http, orders, cancellation);
        var spent = await AppFigures.ReadAsync(world, cancellation) - before;
        return (double)spent.StorageRequests / PerRound;
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

    private static void Report(List<Round> rounds, double each, (double PerSecond, double RequestsEach) refusals)
    {
        var acks = Figures.Median(rounds.Select(round => round.Acks));
        var ratio = Figures.Median(rounds.Select(round => round.Acks * each / round.Inserts));
        var ceiling = Figures.Median(rounds.Select(round => round.Ceiling * each / round.Inserts));
        var ofCeiling = Figures.Median(rounds.Select(round => round.Acks / round.Ceiling));
        var p99 = Figures.Percentile([.. rounds.SelectMany(round => round.Milliseconds)], 0.99);
        var table = new Table().AddColumns("", "figure", "aim");
        table.AddRow("acknowledged callbacks a second", $"{acks:F0}", "");
        table.AddRow("bare conditional inserts a second", $"{Figures.Median(rounds.Select(round => round.Inserts)):F0}", "");
        table.AddRow("bare read and transaction, pairs a second", $"{Figures.Median(rounds.Select(round => round.Ceiling)):F0}", "");
        table.AddRow("table requests an acknowledgement", $"{each:F2}", "at most 2");
        table.AddRow("callbacks x requests / inserts", $"{ratio:F2}", "at least 0.80");
        table.AddRow("the same of a bare client: the ceiling", $"{ceiling:F2}", "");
        table.AddRow("callbacks / ceiling", $"{ofCeiling:F2}", "");
        table.AddRow("p99 of an acknowledgement, ms", $"{p99:F1}", "");
        table.AddRow("refusals at the edge a second", $"{refusals.PerSecond:F0}", "");
        table.AddRow("refusals / acknowledged callbacks", $"{refusals.PerSecond / acks:F1}", "at least 20");
        table.AddRow("table requests a refusal", $"{refusals.RequestsEach:F4}", "0");
        AnsiConsole.Write(table);
        Console.WriteLine($"{Rounds} rounds of {PerRound} at concurrency {Concurrency}; medians of the rounds' ratios.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            ack_ratio = Math.Round(ratio, 3),
            requests_per_ack = Math.Round(each, 2),
            p99_ms = Math.Round(p99, 1),
            ceiling_ratio = Math.Round(ceiling, 3),
            ack_of_ceiling = Math.Round(ofCeiling, 3),
            refusals_per_second = Math.Round(refusals.PerSecond),
            refusal_ratio = Math.Round(refusals.PerSecond / acks, 1),
            requests_per_refusal = Math.Round(refusals.RequestsEach, 4),
        }));
    }

    private sealed record Round(double Acks, double Inserts, double Ceiling, double[] Milliseconds);
}
