using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Attacks;

/// <summary>Something that a stranger with a few sockets can do.</summary>
/// <param name="RunAsync">Told the app's address, and whom to tell when the connections are open, and when they are to be closed:
/// what comes before and after is the work of opening and closing them, on the same two cores.</param>
internal sealed record Attack(string Name, Func<Uri, Action<bool>, CancellationToken, Task<AttackOutcome>> RunAsync)
{
    private const string Route = "POST /api/callbacks/wechatpay/1900000001 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private const int OpenAtOnce = 64;

    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);
    private static readonly int Slow = Turn.Of(500, 20);
    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(Turn.Of(16, 1));
    private static readonly int Idle = Turn.Of(10_000, 200);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(Turn.Of(10, 1));
    private static readonly int Bombs = Turn.Of(2_000, 50);
    private static readonly long BodyBytes = Turn.Of(1024, 32) * 1024L * 1024;
    private static readonly int Bodies = Turn.Of(4, 2);

    public static Attack[] All { get; } =
    [
        new("slow_headers", (app, _, stop) => DripAsync(app, Ascii(Route + "x-slow: "), SlowFor, stop)),
        new("slow_bodies", (app, _, stop) => DripAsync(app, Ascii(Route + "Content-Length: 10000\r\n\r\n"), SlowFor, stop)),
        new("idle_connections", IdleAsync),
        new("large_bodies", (app, _, stop) => LargeBodiesAsync(app, stop)),
        new("header_bombs", (app, _, stop) => BombsAsync(app, Ascii($"{Route}x-bomb: {new string('a', 256 * 1024)}\r\n\r\n"), stop)),
        new("header_swarms", (app, _, stop) => BombsAsync(
            app, Ascii(Route + string.Concat(Enumerable.Range(0, 2000).Select(i => $"x-{i}: 1\r\n")) + "\r\n"), stop)),
    ];

    /// <summary>A byte a second, on each connection, for as long as the app puts up with it.</summary>
    private static async Task<AttackOutcome> DripAsync(Uri app, byte[] begin, TimeSpan patience, CancellationToken cancellation)
    {
        var ends = new ConcurrentBag<(int, bool, long)>();
        await Task.WhenAll(Enumerable.Range(0, Slow).Select(async _ =>
        {
            using var connection = new RawConnection(app);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            enough.CancelAfter(patience);
            await connection.OpenAsync(cancellation);
            await connection.SendAsync(begin, cancellation);
            var dripping = DripAsync(connection, enough.Token);
            ends.Add(await EndAsync(connection, begin.Length, enough.Token));
            await enough.CancelAsync();
            await dripping;
        }));
        return AttackOutcome.Of(ends);
    }

    private static async Task DripAsync(RawConnection connection, CancellationToken enough)
    {
        using var pace = new PeriodicTimer(Drip);
        try
        {
            while (await pace.WaitForNextTickAsync(enough)) await connection.SendAsync("a"u8.ToArray(), enough);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            return; // The other side has hung up, or the time is over.
        }
    }

    private static async Task<AttackOutcome> IdleAsync(Uri app, Action<bool> held, CancellationToken cancellation)
    {
        var connections = new ConcurrentBag<RawConnection>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, Idle, limits, async (_, stop) =>
        {
            var connection = new RawConnection(app);
            connections.Add(connection);
            await connection.OpenAsync(stop);
        });
        held(true);
        var ends = new ConcurrentBag<(int, bool, long)>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var almost = new Timer(_ => held(false), null, IdleFor, Timeout.InfiniteTimeSpan);
        enough.CancelAfter(IdleFor + TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(connections.Select(async connection => ends.Add(await EndAsync(connection, 0, enough.Token))));
        foreach (var connection in connections) connection.Dispose();
        return AttackOutcome.Of(ends);
    }

    /// <summary>In chunks, so that no length warns of it.</summary>
    private static async Task<AttackOutcome> LargeBodiesAsync(Uri app, CancellationToken cancellation)
    {
        byte[] chunk = [.. "10000\r\n"u8, .. new byte[64 * 1024], .. "\r\n"u8];
        var ends = new ConcurrentBag<(int, bool, long)>();
        await Task.WhenAll(Enumerable.Range(0, Bodies).Select(async _ =>
        {
            using var connection = new RawConnection(app);
            await connection.OpenAsync(cancellation);
            await connection.SendAsync(Ascii(Route + "Transfer-Encoding: chunked\r\n\r\n"), cancellation);
            var sent = 0L;
            try
            {
                for (; sent < BodyBytes; sent += chunk.Length) await connection.SendAsync(chunk, cancellation);
            }
            catch (SocketException)
            {
                // Hung up on: its answer may be there still.
            }

            ends.Add(await EndAsync(connection, sent, cancellation));
        }));
        return AttackOutcome.Of(ends);
    }

    private static async Task<AttackOutcome> BombsAsync(Uri app, byte[] bomb, CancellationToken cancellation)
    {
        var ends = new ConcurrentBag<(int, bool, long)>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, Bombs, limits, async (_, stop) =>
        {
            using var connection = new RawConnection(app);
            await connection.OpenAsync(stop);
            try
            {
                await connection.SendAsync(bomb, stop);
            }
            catch (SocketException)
            {
                // Hung up on in the midst of it.
            }

            ends.Add(await EndAsync(connection, bomb.Length, stop));
        });
        return AttackOutcome.Of(ends);
    }

    /// <summary>How the app ends it, if it does.</summary>
    private static async Task<(int Status, bool Closed, long Bytes)> EndAsync(RawConnection connection, long bytes, CancellationToken enough)
    {
        try
        {
            var answer = await connection.ReadAsync(enough);
            return (answer?.Status ?? 0, true, bytes);
        }
        catch (SocketException)
        {
            return (0, true, bytes);
        }
        catch (OperationCanceledException)
        {
            return (0, false, bytes);
        }
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
