using System.CommandLine;
using PayFunctions.Bench.World;
using PayFunctions.Infra.Storage;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Telemetry;

/// <summary>What does it cost a callback that it is traced, measured, and that its lines go to a collector?</summary>
/// <remarks>
/// Two apps, alike but for the collector, take signed callbacks that wake nobody (<c>Durable:Faults:DropEvents</c>), in turns
/// and by small slices: what storage and machine are like changes from second to second, and so it changes for both. No timer
/// runs in between. Over the whole path the storage shares the machine and bounds the rate, so what the app alone can do is
/// told by its processor time: the rate it would reach on processors of its own. Processor time and allocations are taken after
/// the last span was sent, so what encodes and sends is in them. What the same app spends on nothing is measured right before
/// each round, and is taken off by the second: metrics are sent every second, whether callbacks come or not, and are no
/// callback's. What the answers of metrics cost that all this is read from is taken off as well. The collector throws away what
/// it gets, but reads it on the same machine: that is in the rate over the whole path, and not the app's.
/// </remarks>
internal static class TelemetryBenchmark
{
    private static readonly int WarmUps = Turn.Of(4, 0);
    private static readonly int Rounds = Turn.Of(10, 1);
    private static readonly int Slices = Turn.Of(10, 2);
    private static readonly int PerSlice = Turn.Of(80, 25);

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
        // Rows that are kept are all written anew every few seconds, the longer the more there are, and nobody is served meanwhile.
        await using var world = await SandboxWorld.StartAsync(
            WorldPace.Real, Console.WriteLine, cancellation, changes: Quiet, keepsRows: false);
        await using var collector = await OtlpCollector.StartAsync(cancellation);
        collector.IsKept = false;
        // Before its certificate is there, an app takes orders and can't yet offer a payment.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        // Whoever came first does what one of several apps does for all: it stands by, and the two beside it are alike.
        using var plain = await world.StartAnotherAppAsync(cancellation, Quiet);
        using var traced = await world.StartAnotherAppAsync(cancellation,
        [
            .. Quiet,
            new("Telemetry__OtlpEndpoint", collector.Url.ToString()),
            new("Telemetry__SendEvery", $"{Contestant.SendEvery:c}"),
        ]);
        var off = new Contestant(world, plain, isTraced: false);
        var on = new Contestant(world, traced, isTraced: true);
        var rounds = new List<(Burst Off, Burst On)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            await EmptyAsync(world, cancellation);
            var pair = await RoundAsync(off, on, cancellation);
            Console.WriteLine(round < 0 ? $"to warm up, round {round + WarmUps + 1} of {WarmUps}" : $"round {round + 1} of {Rounds}");
            TelemetryReport.Tell("off", pair.Off);
            TelemetryReport.Tell("on", pair.On);
            if (round >= 0) rounds.Add(pair);
        }

        TelemetryReport.Write(rounds, $"{Rounds} rounds of {Slices} times {PerSlice} each, in turns; medians of the rounds.");
        world.DeleteFolder();
        return 0;
    }

    private static async Task<(Burst Off, Burst On)> RoundAsync(Contestant off, Contestant on, CancellationToken cancellation)
    {
        var toOff = (await off.SealedAsync(Slices * PerSlice, cancellation)).Chunk(PerSlice).ToArray();
        var toOn = (await on.SealedAsync(Slices * PerSlice, cancellation)).Chunk(PerSlice).ToArray();
        await Task.WhenAll(off.RestAsync(cancellation), on.RestAsync(cancellation));
        for (var slice = 0; slice < Slices; slice++)
        {
            // The storage becomes slower with every row, so that whoever comes second seems the slower one: that changes too.
            if (slice % 2 == 0) await off.TakeAsync(toOff[slice], cancellation);
            await on.TakeAsync(toOn[slice], cancellation);
            if (slice % 2 != 0) await off.TakeAsync(toOff[slice], cancellation);
        }

        var ended = await Task.WhenAll(
            off.EndAsync(Slices * PerSlice, cancellation), on.EndAsync(Slices * PerSlice, cancellation));
        return (ended[0], ended[1]);
    }

    /// <summary>
    /// Azurite looks for a row among all that have its RowKey, and every order has one of each: with some thousands of them a
    /// callback takes five times as long, and what is measured is that.
    /// </summary>
    private static async Task EmptyAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.Azurite.RestartAsync(cancellation);
        foreach (var name in TableNames.All) await world.Tables.GetTableClient(name).CreateIfNotExistsAsync(cancellation);
    }
}
