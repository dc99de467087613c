using System.Diagnostics;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Telemetry;

/// <summary>One app that takes bursts of callbacks: what each of them cost it, by its own counters.</summary>
/// <param name="isTraced">It tells a collector: a burst has ended once the last of it was sent.</param>
internal sealed class Contestant(SandboxWorld world, MerchantClient merchant, Uri app, bool isTraced)
{
    private const int Concurrency = 32;
    private const int CreatedAtOnce = 20;
    private const int Tries = 10;

    /// <summary>As by default, in a full turn.</summary>
    public static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(Turn.Of(5, 1));

    /// <summary>Both wait so long, so that both have been idle as long.</summary>
    private static readonly TimeSpan Idle = 1.2 * SendEvery;

    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Concurrency });

    public async Task<Burst> TakeAsync(int callbacks, CancellationToken cancellation)
    {
        var requests = await SealedAsync(callbacks, cancellation);
        await IdleAsync(cancellation); // Whatever the orders' creation has left to send or to collect.
        var first = await ReadAsync();
        var again = await ReadAsync();
        await IdleAsync(cancellation);
        var before = await ReadAsync();
        var rate = await DeliverAsync(requests, cancellation);
        var (after, answers) = (before, 0);
        do
        {
            await IdleAsync(cancellation);
            (after, answers) = (await ReadAsync(), answers + 1);
        }
        while (isTraced && Spent("payfunctions_telemetry_sent_total", ("signal", "spans")) < callbacks);

        return new(
            callbacks, rate, Seconds(before, after), answers, Of("payfunctions_process_cpu_seconds_total"),
            Of("payfunctions_process_allocated_bytes_total"),
            Spent("payfunctions_telemetry_sent_total", ("signal", "spans")) / callbacks,
            Spent("payfunctions_telemetry_sent_total", ("signal", "lines")) / callbacks);

        async Task<(MetricsView Metrics, long At)> ReadAsync() =>
            (await merchant.MetricsAsync(cancellation), Stopwatch.GetTimestamp());

        Used Of(string metric)
        {
            var answer = again.Metrics.Total(metric) - first.Metrics.Total(metric);
            var idle = before.Metrics.Total(metric) - again.Metrics.Total(metric) - answer;
            return new(Spent(metric), answer, idle / Seconds(again, before));
        }

        double Spent(string metric, params (string, string)[] labels) =>
            after.Metrics.Total(metric, labels) - before.Metrics.Total(metric, labels);

        static double Seconds((MetricsView, long At) from, (MetricsView, long At) to) =>
            Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
    }

    private async Task<CapturedCallback[]> SealedAsync(int count, CancellationToken cancellation)
    {
        var requests = new List<CapturedCallback>(count);
        while (requests.Count < count)
        {
            var some = Math.Min(CreatedAtOnce, count - requests.Count);
            requests.AddRange(await Task.WhenAll(Enumerable.Range(0, some).Select(_ => SealedAsync(cancellation))));
        }

        return [.. requests];
    }

    private async Task<CapturedCallback> SealedAsync(CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234) { MerchantId = world.WeChatPay.PlatformMode.MerchantId };
        // On a machine with no time to spare a call may time out: the same request again carries the order on.
        for (var tries = 1; await merchant.CreateAsync(order, cancellation) is { Status: not 201 } answer; tries++)
        {
            if (answer.Status != 202 || tries == Tries) throw new InvalidOperationException($"POST orders was answered {answer}");
        }

        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(order.OrderId), cancellation);
        return captured with { Url = new(app, captured.Url.PathAndQuery) };
    }

    private static async Task<double> DeliverAsync(CapturedCallback[] requests, CancellationToken cancellation)
    {
        var last = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref last)) < requests.Length;) await DeliverAsync(requests[i], cancellation);
        }, cancellation)));
        return requests.Length / watch.Elapsed.TotalSeconds;
    }

    /// <summary>As a provider does, it comes again where the storage was away.</summary>
    private static async Task DeliverAsync(CapturedCallback request, CancellationToken cancellation)
    {
        for (var tries = 1; await request.SendAsync(Http, cancellation) is { Status: not (200 or 204) } answer; tries++)
        {
            if (answer.Status != 503 || tries == Tries)
                throw new InvalidOperationException($"A genuine callback was answered {answer.Status}.");
        }
    }

    private static async Task IdleAsync(CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(Idle);
        await pace.WaitForNextTickAsync(cancellation);
    }
}
