using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Core.Certificates;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Certificates;

/// <summary>What does a callback pay for its key, and what does it notice of a rotation?</summary>
/// <remarks>
/// The lookup is the ring's own, as the app calls it. The rotation runs in the whole world under a steady stream of
/// genuine callbacks. Each round is three stretches of five seconds: two with one certificate, and one in which a second
/// is listed, read, signed with, and the first withdrawn. The figure is the median round's p99 of the third over that of
/// the second; the second over the first, where nothing happens, is its control: what of a ratio is the machine's. The
/// first rotation of the process is told by itself. The callbacks are repeats, signed beforehand (<see cref="RepeatedCallbacks"/>), and leave by the clock. Where the machine does not keep up with 200 a
/// second even without a rotation, half as many are sent, and the report says so: past saturation only the queue would be
/// measured. Beside each stretch the storage emulator is asked for a row that is not there: its answers' p99 during over
/// before is what a queue there costs whoever asks it.
/// </remarks>
internal static class CertificatesBenchmark
{
    /// <summary>A batch is well under a scheduler's slice, so that a busy machine disturbs few of them.</summary>
    private const int Lookups = 10_000;
    private static readonly int LookupRounds = Turn.Of(3000, 30);

    public static Command Command()
    {
        var command = new Command("certificates", "The ring's lookup, and a rotation under 200 callbacks a second.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (nanoseconds, bytes) = Lookup();
        await using var world = await SandboxWorld.StartAsync(
            WorldPace.Real, Console.WriteLine, cancellation, changes: [new("Certificates__RefreshAtMostEvery", "00:00:00.2")]);
        // Before its certificate is there, an app takes orders and can't yet offer a payment: those would be asked about in the rounds.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        var rotation = await Rotation.RunAsync(world, cancellation);
        Report(nanoseconds, bytes, rotation);
        world.DeleteFolder();
        return rotation.Refused == 0 ? 0 : 1;
    }

    /// <summary>The median batch; two certificates in the ring, asked for in turn, by serials that are not the ring's
    /// own text objects.</summary>
    private static (double Nanoseconds, long Bytes) Lookup()
    {
        var now = DateTimeOffset.UtcNow;
        string[] serials = ["5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC", "4F6A8F2F76D7F739CA7489D14A9456407A40F720"];
        var ring = KeyRing<object>.Empty.Merge(
            serials.Select(serial => new RingKey<object>(
                serial, KeyKind.PlatformCertificate, now.AddDays(-1), now.AddDays(1), new())), now);
        string[] asked = [.. serials.Select(serial => new string(serial.AsSpan()))];
        var rounds = new double[LookupRounds];
        var (found, before) = (0, 0L);
        for (var round = 0; round < LookupRounds; round++)
        {
            if (round == LookupRounds / 3) before = GC.GetAllocatedBytesForCurrentThread(); // Warm from here on.
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Lookups; i++)
                if (ring.Find(asked[i & 1], now) is not null) found++;
            rounds[round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Lookups;
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (found != Lookups * LookupRounds) throw new InvalidOperationException("A key was not found.");
        return (Figures.Median(rounds.Skip(LookupRounds / 3)), bytes);
    }

    private static void Report(double nanoseconds, long bytes, Rotation rotation)
    {
        var rounds = rotation.Rounds;
        var (calm, swap) = (
            Stretch.Together([.. rounds.Select(round => round.Calm.Stretch)]),
            Stretch.Together([.. rounds.Select(round => round.Swap.Stretch)]));
        var (before99, during99) = (
            Figures.Median(rounds.Select(round => round.Calm.Stretch.P99)),
            Figures.Median(rounds.Select(round => round.Swap.Stretch.P99)));
        var (ratio, control) = (
            Figures.Median(rounds.Select(round => round.Ratio)), Figures.Median(rounds.Select(round => round.ControlRatio)));
        var storage = Figures.Percentile([.. rounds.SelectMany(round => round.Swap.Burden.BareReads)], 0.99)
            / Figures.Percentile([.. rounds.SelectMany(round => round.Calm.Burden.BareReads)], 0.99);
        var (requests, vault, processor) = (
            Extra(burden => burden.StorageRequests), Extra(burden => burden.VaultRequests),
            Extra(burden => burden.AppProcessorMilliseconds));
        var each = rounds.Sum(round => round.Calm.Burden.AppProcessorMilliseconds) / calm.Count;
        var isSaturated = rotation.Rate < Rotation.Rates[0] || calm.IsSaturated || swap.IsSaturated;
        var table = new Table().AddColumns("", "figure", "aim");
        table.AddRow("ring lookup, ns", $"{nanoseconds:F1}", "at most 20");
        table.AddRow("bytes allocated by all lookups", $"{bytes}", "0");
        table.AddRow("callbacks a second", $"{rotation.Rate}", $"{Rotation.Rates[0]}");
        table.AddRow("storage requests a callback", $"{rounds.Sum(round => round.Calm.Burden.StorageRequests) / (double)calm.Count:F2}", "at most 2");
        table.AddRow("samples before and during", $"{calm.Count}, {swap.Count}", "");
        table.AddRow("median acknowledgement before and during, ms", $"{calm.Median:F1}, {swap.Median:F1}", "");
        table.AddRow("p99 before and during, ms: the median round", $"{before99:F1}, {during99:F1}", "");
        table.AddRow("p99 during / before: the median round", $"{ratio:F2}", "at most 1.5");
        table.AddRow("  each round", string.Join(", ", rounds.Select(round => $"{round.Ratio:F2}")), "");
        table.AddRow("  p99 before / before that: the control", $"{control:F2} ({string.Join(", ", rounds.Select(round => $"{round.ControlRatio:F2}"))})", "1");
        table.AddRow("  the emulator's bare answer, p99 during / before", $"{storage:F2}", "");
        table.AddRow("  the process's first rotation", $"{rotation.First.Ratio:F2}", "");
        table.AddRow("a rotation's own storage requests, vault requests", $"{requests:F0}, {vault:F0}", "");
        table.AddRow("a rotation's own processor time in the app, ms", $"{processor:F0}", "");
        table.AddRow("a callback's processor time in the app, ms", $"{each:F2}", "");
        table.AddRow("genuine callbacks refused", $"{rotation.Refused}", "0");
        table.AddRow("answered 503, before and during", $"{calm.Unavailable}, {swap.Unavailable}", "");
        table.AddRow("the machine kept up", isSaturated ? "no: it was busy with other things too" : "yes", "yes");
        AnsiConsole.Write(table);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            lookup_ns = Math.Round(nanoseconds, 2),
            lookup_bytes = bytes,
            callbacks_per_second = rotation.Rate,
            samples_each = calm.Count,
            p50_before_ms = Math.Round(calm.Median, 1),
            p50_swap_ms = Math.Round(swap.Median, 1),
            p99_before_ms = Math.Round(before99, 1),
            p99_swap_ms = Math.Round(during99, 1),
            swap_ratio = Math.Round(ratio, 2),
            control_ratio = Math.Round(control, 2),
            storage_ratio = Math.Round(storage, 2),
            first_ratio = Math.Round(rotation.First.Ratio, 2),
            rotation_storage_requests = Math.Round(requests),
            rotation_vault_requests = Math.Round(vault),
            rotation_processor_ms = Math.Round(processor),
            callback_processor_ms = Math.Round(each, 3),
            refused = rotation.Refused,
            unavailable = calm.Unavailable + swap.Unavailable,
            saturated = isSaturated,
        }));

        double Extra(Func<Burden, double> of) =>
            Figures.Median(rounds.Select(round => of(round.Swap.Burden) - of(round.Calm.Burden)));
    }
}
