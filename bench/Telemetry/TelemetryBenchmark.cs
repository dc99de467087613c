using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Telemetry;

/// <summary>What does it cost a callback that it is traced, measured, and that its lines go to a collector?</summary>
/// <remarks>
/// Two apps take turns within one run, alike but for the collector: bursts of signed callbacks that wake nobody
/// (<c>Durable:Faults:DropEvents</c>), and no timer runs in between. Over the whole path the storage shares the machine and
/// bounds the rate, so what the app alone can do is told by its processor time: the rate it would reach on processors of its
/// own. Processor time and allocations are taken after the last span was sent, so what encodes and sends is in them. What the
/// same app spends on nothing is measured right before each burst, and is taken off by the second, so that a burst that took
/// longer is not charged for it: metrics are sent every five seconds, whether callbacks come or not, and are no callback's.
/// What the answers of metrics cost that all this is read from is taken off as well. The collector throws away what it gets,
/// but reads it on the same machine: that is in the rate over the whole path, and not the app's.
/// </remarks>
internal static class TelemetryBenchmark
{
    private static readonly int PerRound = Turn.Of(400, 50);
    private static readonly int WarmUps = Turn.Of(3, 0);
    private static readonly int Rounds = Turn.Of(6, 1);

    /// <summary>On a 29th of February.</summary>
    private const string Never = "0 0 0 29 2 *";

    /// <summary>No poll comes in between, and no callback wakes anybody: what is measured is the callbacks.</summary>
    private static readonly KeyValuePair<string, string>[] Quiet =
    [
        new("Durable__Faults__DropEvents", "true"), new("Orders__FirstPoll", "00:29:00"), new("Orders__LongestPoll", "00:29:00"),
        new("Schedules__HealLostCallbacks", Never), new("Schedules__MeasureFlows", Never),
        new("Schedules__ProbeChannels", Never), new("Schedules__WatchDays", Never),
        new("Callbacks__AnswerWithin", "00:00:30"), // However busy the machine is, each is answered.
        // A thread that finds nothing to do looks again for a while before it sleeps: that is the storage's slowness, and was up
        // to a third of the processor time.
        new("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"),
    ];

    public static Command Command()
    {
        var command = new Command("telemetry", "Callbacks with telemetry on against off: throughput, processor time, allocations.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        // From its first life on: one that is ended while it reads certificates leaves its lease to the next, which waits for its end.
        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation, changes: Quiet);
        await using var collector = await OtlpCollector.StartAsync(cancellation);
        collector.IsKept = false;
        // Before its certificate is there, an app takes orders and can't yet offer a payment.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        using var traced = await world.StartSecondAppAsync(cancellation,
        [
            .. Quiet,
            new("Telemetry__OtlpEndpoint", collector.Url.ToString()),
            new("Telemetry__SendEvery", $"{Contestant.SendEvery:c}"),
        ]);
        var off = new Contestant(world, world.Merchant, world.AppUrl, isTraced: false);
        var on = new Contestant(world, traced.Merchant, traced.Url, isTraced: true);
        var rounds = new List<(Burst Off, Burst On)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            // Whoever comes second finds the storage as the first has left it: they take turns in that too.
            var offFirst = round % 2 == 0 ? await off.TakeAsync(PerRound, cancellation) : null;
            var traces = await on.TakeAsync(PerRound, cancellation);
            var pair = (offFirst ?? await off.TakeAsync(PerRound, cancellation), traces);
            if (round >= 0) rounds.Add(pair);
        }

        Report(rounds);
        world.DeleteFolder();
        return 0;
    }

    private static void Report(List<(Burst Off, Burst On)> rounds)
    {
        var throughput = Ratio(rounds, round => round.On.Rate / round.Off.Rate);
        var ofApp = Ratio(rounds, round => round.Off.CpuOfCallback / round.On.CpuOfCallback);
        var (off, on) = (Bytes([.. rounds.Select(round => round.Off)]), Bytes([.. rounds.Select(round => round.On)]));
        var table = new Table().AddColumns("a callback", "off", "on", "on against off", "aim");
        Row("acknowledged a second, whole path", burst => burst.Rate, "F0", $"{throughput:F3}", "at least 0.95");
        Row("processor ms of the app", burst => burst.CpuOfCallback, "F3", "", "");
        Row("a second and processor of the app", burst => 1000 / burst.CpuOfCallback, "F0", $"{ofApp:F3}", "at least 0.95");
        table.AddRow("bytes allocated, at least", $"{off:F0}", $"{on:F0}", $"{on - off:+0;-0}", "at most +1024");
        Row("spans sent", burst => burst.Spans, "F2", "", "");
        Row("log lines sent", burst => burst.Lines, "F2", "", "");
        AnsiConsole.Write(table);
        Console.WriteLine($"{Rounds} rounds of {PerRound}, taking turns; medians of the ratios of every two rounds, and of bytes the least.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            throughput_ratio = Math.Round(throughput, 3),
            app_throughput_ratio = Math.Round(ofApp, 3),
            more_bytes_per_callback = Math.Round(on - off),
        }));

        void Row(string name, Func<Burst, double> figure, string format, string ratio, string aim) => table.AddRow(
            name, Median(rounds.Select(round => figure(round.Off)), format),
            Median(rounds.Select(round => figure(round.On)), format), ratio, aim);
    }

    /// <summary>
    /// The median of every two rounds' mean: one began with the one app, the next with the other. The storage becomes slower
    /// with every row, so whoever comes second in a round seems the slower one.
    /// </summary>
    private static double Ratio(IEnumerable<(Burst Off, Burst On)> rounds, Func<(Burst Off, Burst On), double> ratio) =>
        Figures.Median(rounds.Select(ratio).Chunk(2).Select(two => Math.Pow(two.Aggregate((one, other) => one * other), 1.0 / two.Length)));

    /// <summary>Of several bursts the least: what the others have more was tried again, or compiled in them. Answers and waits are what they mostly are.</summary>
    private static double Bytes(IReadOnlyList<Burst> bursts)
    {
        var answer = Figures.Median(bursts.Select(burst => burst.Allocated.OfAnswer));
        var idle = Figures.Median(bursts.Select(burst => burst.Allocated.IdlePerSecond));
        return bursts.Min(burst => burst.OfCallback(burst.Allocated, answer, idle));
    }

    private static string Median(IEnumerable<double> figures, string format) =>
        Figures.Median(figures).ToString(format, CultureInfo.InvariantCulture);
}
