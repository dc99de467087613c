using System.CommandLine;
using System.Diagnostics;
using System.Net;
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
/// genuine callbacks: stretches with one certificate take turns with stretches in which a second is listed, read, signed
/// with, and the first withdrawn, so that whatever else the machine does falls on both alike. Callbacks leave by the
/// clock, so that a slow answer delays no other. Where the machine does not keep up with 200 a second even without a
/// rotation, half as many are sent, and the report says so: past saturation only the queue would be measured.
/// </remarks>
internal static class CertificatesBenchmark
{
    /// <summary>A batch is well under a scheduler's slice, so that a busy machine disturbs few of them.</summary>
    private const int Lookups = 10_000;
    private static readonly int LookupRounds = Turn.Of(3000, 30);
    private const int Seconds = 5;
    private static readonly int Rounds = Turn.Of(3, 1);
    private static readonly int CreatedAtOnce = Turn.Of(50, 20);
    private static readonly int[] Rates = [Turn.Of(200, 20), Turn.Of(100, 10), Turn.Of(50, 5), Turn.Of(25, 2)];

    public static Command Command()
    {
        var command = new Command("certificates", "The ring's lookup, and a rotation under 200 callbacks a second.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (nanoseconds, bytes) = Lookup();
        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation);
        await world.RestartAppAsync(
            [
                new("Certificates__RefreshAtMostEvery", "00:00:00.2"),
                new("AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions", "1"),
            ],
            cancellation);
        var rotation = await RotateAsync(world, cancellation);
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

    private static async Task<Rotation> RotateAsync(SandboxWorld world, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var rate = await FindRateAsync(world, http, cancellation);
        var (calm, swap) = (new List<Stretch>(), new List<Stretch>());
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = (
                await CreateAsync(world, rate * Seconds, cancellation),
                await CreateAsync(world, rate * Seconds, cancellation));
            calm.Add(await SendAsync(world, http, first, rate, cancellation));
            var turning = SendAsync(world, http, second, rate, cancellation);
            await TurnAsync(world, cancellation);
            swap.Add(await turning);
        }

        return new(rate, calm, swap);
    }

    /// <summary>Warms up, and finds how many a second the machine answers without falling behind.</summary>
    private static async Task<int> FindRateAsync(
        SandboxWorld world, HttpClient http, CancellationToken cancellation)
    {
        await SendAsync(world, http, await CreateAsync(world, Rates[0], cancellation), Rates[0], cancellation);
        foreach (var rate in Rates)
        {
            var orders = await CreateAsync(world, rate * 2, cancellation);
            var tried = await SendAsync(world, http, orders, rate, cancellation);
            if (!tried.IsSaturated) return rate;
            Console.WriteLine($"… {rate} callbacks a second are more than this machine answers now");
        }

        return Rates[^1];
    }

    /// <summary>A second apart: listed and read, signed with, the former withdrawn and superseded.</summary>
    private static async Task TurnAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        var former = certificates.Current;
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await pace.WaitForNextTickAsync(cancellation);
        var next = certificates.Issue();
        await RenewUntilAsync(world, next.Serial, "Active", cancellation);
        certificates.SignWith(next);
        await pace.WaitForNextTickAsync(cancellation);
        certificates.Withdraw(former);
        await RenewUntilAsync(world, former.Serial, "Deprecated", cancellation);
    }

    /// <summary>On a machine this busy a run may find its storage away: it is asked for again.</summary>
    private static async Task RenewUntilAsync(
        SandboxWorld world, string serial, string state, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        for (var tries = 0; tries < 60; tries++)
        {
            await world.Merchant.RenewCertificatesAsync(cancellation);
            var listed = await world.Merchant.ListedAsync(cancellation);
            if (listed.Any(one => one.Serial == serial && one.State == state)) return;
            await pace.WaitForNextTickAsync(cancellation);
        }

        throw new InvalidOperationException($"{serial} did not become {state}.");
    }

    private static async Task<string[]> CreateAsync(SandboxWorld world, int count, CancellationToken cancellation)
    {
        var orders = new List<string>(count);
        while (orders.Count < count) orders.AddRange(await world.CreateManyAsync(CreatedAtOnce, cancellation));
        return [.. orders];
    }

    private static async Task<Stretch> SendAsync(
        SandboxWorld world, HttpClient http, string[] orders, int rate, CancellationToken cancellation)
    {
        var milliseconds = new double[orders.Length];
        var (refused, unavailable) = (0, 0);
        var sent = new List<Task>(orders.Length);
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (sent.Count < orders.Length)
        {
            await pace.WaitForNextTickAsync(cancellation);
            var due = Math.Min(orders.Length, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate));
            while (sent.Count < due) sent.Add(OneAsync(sent.Count));
        }

        await Task.WhenAll(sent);
        return new(milliseconds, refused, unavailable);

        async Task OneAsync(int index)
        {
            using var callback = world.WeChatPay.SealPayment(orders[index]);
            var left = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(callback, cancellation);
            milliseconds[index] = Stopwatch.GetElapsedTime(left).TotalMilliseconds;
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent) return;
            // 503 is a machine too busy for its storage: the provider sends it again. 401 is a genuine one refused.
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref unavailable);
            else Interlocked.Increment(ref refused);
        }
    }

    private static void Report(double nanoseconds, long bytes, Rotation rotation)
    {
        var (calm, swap) = (Stretch.Together(rotation.Calm), Stretch.Together(rotation.Swap));
        var ratio = swap.P99 / calm.P99;
        var ratios = rotation.Swap.Zip(rotation.Calm, (during, before) => during.P99 / before.P99).ToArray();
        var isSaturated = rotation.Rate < Rates[0] || calm.IsSaturated || swap.IsSaturated;
        var table = new Table().AddColumns("", "figure", "aim");
        table.AddRow("ring lookup, ns", $"{nanoseconds:F1}", "at most 20");
        table.AddRow("bytes allocated by all lookups", $"{bytes}", "0");
        table.AddRow("callbacks a second", $"{rotation.Rate}", $"{Rates[0]}");
        table.AddRow("samples before and during", $"{calm.Count}, {swap.Count}", "");
        table.AddRow("median acknowledgement before and during, ms", $"{calm.Median:F1}, {swap.Median:F1}", "");
        table.AddRow("p99 acknowledgement before and during, ms", $"{calm.P99:F1}, {swap.P99:F1}", "");
        table.AddRow("p99 during / before", $"{ratio:F2} ({string.Join(", ", ratios.Select(one => $"{one:F2}"))})", "at most 1.5");
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
            p99_before_ms = Math.Round(calm.P99, 1),
            p99_swap_ms = Math.Round(swap.P99, 1),
            swap_ratio = Math.Round(ratio, 2),
            refused = rotation.Refused,
            unavailable = calm.Unavailable + swap.Unavailable,
            saturated = isSaturated,
        }));
    }

    /// <summary>One stretch of callbacks, in the order in which they left.</summary>
    private sealed record Stretch(double[] Milliseconds, int Refused, int Unavailable)
    {
        private const double Behind = 3;
        private const double SlowMilliseconds = 250;

        public int Count => Milliseconds.Length;

        public double Median => Figures.Median(Milliseconds);

        public double P99 => Figures.Percentile(Milliseconds, 0.99);

        /// <summary>A queue that grows makes the last answers slower than the first.</summary>
        public bool IsSaturated => Unavailable > 0 || Median > SlowMilliseconds
            || Figures.Median(Milliseconds[^(Count / 4)..]) > Behind * Figures.Median(Milliseconds[..(Count / 4)])
                && Figures.Median(Milliseconds[^(Count / 4)..]) > SlowMilliseconds / 4;

        public static Stretch Together(IReadOnlyList<Stretch> all) => new(
            [.. all.SelectMany(one => one.Milliseconds)], all.Sum(one => one.Refused), all.Sum(one => one.Unavailable));
    }

    private sealed record Rotation(int Rate, List<Stretch> Calm, List<Stretch> Swap)
    {
        public int Refused => Calm.Concat(Swap).Sum(one => one.Refused);
    }
}
