using System.Diagnostics;
using System.Net;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Certificates;

/// <summary>Notifications of paid orders that come again, as the provider's do: genuine callbacks at the least cost to the
/// rest of the machine.</summary>
/// <remarks>
/// Each has a time, a nonce and a signature of its own, and is verified, opened and looked up like the first one, and
/// asks the storage as often: one read of its order, one insert that finds its row there. They are signed before they are
/// due, by whichever certificate, so that while they are sent the machine's processors are the app's and its storage's, and
/// not the sender's.
/// </remarks>
internal sealed class RepeatedCallbacks : IDisposable
{
    private static readonly int Orders = Turn.Of(50, 10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly SandboxWorld _world;
    private readonly string[] _orders;

    private RepeatedCallbacks(SandboxWorld world, string[] orders) => (_world, _orders) = (world, orders);

    /// <summary>With orders that are paid by their first notification, and whose orchestrations have ended.</summary>
    public static async Task<RepeatedCallbacks> OfPaidOrdersAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var before = await AppFigures.ReadAsync(world, cancellation);
        var all = new RepeatedCallbacks(world, await world.CreateManyAsync(Orders, cancellation));
        foreach (var order in all._orders)
        {
            using var first = world.WeChatPay.SealPayment(order);
            using var answer = await all._http.SendAsync(first, cancellation);
            if (!IsAcknowledged(answer)) throw new InvalidOperationException($"{order} was not paid: {answer.StatusCode}.");
        }

        await before.UntilEndedAsync(world, Orders, cancellation);
        return all;
    }

    /// <summary>So many of them, signed now: a callback is fresh for five minutes.</summary>
    public HttpRequestMessage[] Sign(int count, PlatformKey signer) =>
        [.. Enumerable.Range(0, count).Select(i => _world.WeChatPay.SealAgain(_orders[i % _orders.Length], signer))];

    /// <summary>Sends them by the clock, so that a slow answer delays no other.</summary>
    /// <param name="callback">The one that leaves in that place, asked for as it leaves.</param>
    public async Task<Stretch> SendAsync(
        int count, int rate, Func<int, HttpRequestMessage> callback, CancellationToken cancellation)
    {
        var milliseconds = new double[count];
        var (refused, unavailable) = (0, 0);
        var sent = new List<Task>(count);
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (sent.Count < count)
        {
            await pace.WaitForNextTickAsync(cancellation);
            var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate));
            while (sent.Count < due) sent.Add(OneAsync(sent.Count));
        }

        await Task.WhenAll(sent);
        return new(milliseconds, refused, unavailable);

        async Task OneAsync(int index)
        {
            var left = Stopwatch.GetTimestamp();
            using var answer = await _http.SendAsync(callback(index), cancellation);
            milliseconds[index] = Stopwatch.GetElapsedTime(left).TotalMilliseconds;
            if (IsAcknowledged(answer)) return;
            // 503 is a machine too busy for its storage: the provider sends it again. 401 is a genuine one refused.
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref unavailable);
            else Interlocked.Increment(ref refused);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsAcknowledged(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent;
}
