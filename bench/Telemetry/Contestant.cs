using System.Diagnostics;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Telemetry;

/// <summary>One app that takes rounds of callbacks: what each of them cost it, by its own counters.</summary>
/// <param name="isTraced">It tells a collector: a round has ended once the last of it was sent.</param>
internal sealed class Contestant(SandboxWorld world, AnotherApp app, bool isTraced)
{
    private const int Concurrency = 32;
    private const int CreatedAtOnce = 20;
    private const int Tries = 10;

    /// <summary>Five times as often as by default, so that a round does not wait for long.</summary>
    public static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(1);

    /// <summary>Both wait so long, so that both have been idle as long.</summary>
    private static readonly TimeSpan Idle = 1.2 * SendEvery;

    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Concurrency });

    private readonly List<(MetricsView Metrics, long At)> _readings = [];
    private int _tries;
    private double _took;

    public async Task<CapturedCallback[]> SealedAsync(int count, CancellationToken cancellation)
    {
        var requests = new List<CapturedCallback>(count);
        while (requests.Count < count)
        {
            var some = Math.Min(CreatedAtOnce, count - requests.Count);
            requests.AddRange(await Task.WhenAll(Enumerable.Range(0, some).Select(_ => SealedAsync(cancellation))));
        }

        return [.. requests];
    }

    /// <summary>What it spends on nothing, and on the answers that say so, before the first callback of a round.</summary>
    public async Task RestAsync(CancellationToken cancellation)
    {
        _readings.Clear();
        (_tries, _took) = (0, 0);
        await IdleAsync(cancellation); // Whatever the orders' creation has left to send or to collect.
        await ReadAsync(cancellation);
        await ReadAsync(cancellation);
        await IdleAsync(cancellation);
        await ReadAsync(cancellation);
    }

    public async Task TakeAsync(CapturedCallback[] slice, CancellationToken cancellation)
    {
        var last = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref last)) < slice.Length;)
                Interlocked.Add(ref _tries, await DeliverAsync(slice[i], cancellation));
        }, cancellation)));
        _took += watch.Elapsed.TotalSeconds;
    }

    /// <summary>Once all spans of the round's callbacks were sent.</summary>
    public async Task<Burst> EndAsync(int callbacks, CancellationToken cancellation)
    {
        var (first, again, before) = (_readings[0], _readings[1], _readings[2]);
        var answers = 0;
        do
        {
            await IdleAsync(cancellation);
            await ReadAsync(cancellation);
            answers++;
        }
        while (isTraced && Spent("payfunctions_telemetry_sent_total", ("signal", "spans")) < callbacks);

        return new(
            callbacks, _tries, _took, Seconds(before, _readings[^1]), answers, Of("payfunctions_process_cpu_seconds_total"),
            Of("payfunctions_process_allocated_bytes_total"),
            Spent("payfunctions_telemetry_sent_total", ("signal", "spans")) / callbacks,
            Spent("payfunctions_telemetry_sent_total", ("signal", "lines")) / callbacks);

        Used Of(string metric)
        {
            var answer = again.Metrics.Total(metric) - first.Metrics.Total(metric);
            var idle = before.Metrics.Total(metric) - again.Metrics.Total(metric) - answer;
            return new(Spent(metric), answer, idle / Seconds(again, before));
        }

        double Spent(string metric, params (string, string)[] labels) =>
            _readings[^1].Metrics.Total(metric, labels) - before.Metrics.Total(metric, labels);

        static double Seconds((MetricsView, long At) from, (MetricsView, long At) to) =>
            Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        _readings.Add((await app.Merchant.MetricsAsync(cancellation), Stopwatch.GetTimestamp()));

    private async Task<CapturedCallback> SealedAsync(CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234) { MerchantId = world.WeChatPay.PlatformMode.MerchantId };
        // On a machine with no time to spare a call may time out: the same request again carries the order on.
        for (var tries = 1; await app.Merchant.CreateAsync(order, cancellation) is { Status: not 201 } answer; tries++)
        {
            if (answer.Status != 202 || tries == Tries) throw new InvalidOperationException($"POST orders was answered {answer}");
        }

        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(order.OrderId), cancellation);
        return captured with { Url = new(app.Url, captured.Url.PathAndQuery) };
    }

    /// <summary>As a provider does, it comes again where the storage was away.</summary>
    /// <returns>How often it was sent.</returns>
    private static async Task<int> DeliverAsync(CapturedCallback request, CancellationToken cancellation)
    {
        var tries = 1;
        for (; await request.SendAsync(Http, cancellation) is { Status: not (200 or 204) } answer; tries++)
        {
            if (answer.Status != 503 || tries == Tries)
                throw new InvalidOperationException($"A genuine callback was answered {answer.Status}.");
        }

        return tries;
    }

    private static async Task IdleAsync(CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(Idle);
        await pace.WaitForNextTickAsync(cancellation);
    }
}
