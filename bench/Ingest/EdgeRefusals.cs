using System.Diagnostics;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Ingest;

/// <summary>How fast the edge says no: too large, not what it takes, from a source that is not on the list.</summary>
/// <remarks>
/// The bodies are sent whole, as a careless or hostile sender would, and none of them is read by the app. Requests are made beforehand and sent
/// over plain sockets, so that the sender takes little of the machine that it shares with the app.
/// </remarks>
internal static class EdgeRefusals
{
    private const int Concurrency = 32;
    private static readonly int EachRound = Turn.Of(12_000, 300);
    private static readonly int Rounds = Turn.Of(5, 1);

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        new("Edge__AllowedSources__unionpay__0", "203.0.113.0/24"),
        new("Edge__PerSource__PerSecond", "1000000"), // Else the flood is told 429 by the thousand, which is quicker still.
        new("Edge__PerSource__Burst", "1000000"),
    ];

    /// <returns>Refusals a second, the median of the rounds; and the storage requests for each.</returns>
    public static async Task<(double PerSecond, double RequestsEach)> MeasureAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Settings, cancellation);
        (byte[] Request, int Status)[] kinds =
        [
            (RawConnection.Post(world.AppUrl, "/api/callbacks/wechatpay/1900000001", "application/json", new byte[64 * 1024 + 1]), 413),
            (RawConnection.Post(world.AppUrl, "/api/callbacks/alipay", "application/json", "{}"u8), 415),
            (RawConnection.Post(world.AppUrl, "/api/callbacks/unionpay", "application/x-www-form-urlencoded", "a=b"u8), 403),
        ];
        await RoundAsync(world, kinds, cancellation);

        var before = await AppFigures.ReadAsync(world, cancellation);
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++) rates.Add(await RoundAsync(world, kinds, cancellation));
        var spent = await AppFigures.ReadAsync(world, cancellation) - before;
        return (Figures.Median(rates), (double)spent.StorageRequests / (Rounds * EachRound));
    }

    private static async Task<double> RoundAsync(
        SandboxWorld world, (byte[] Request, int Status)[] kinds, CancellationToken cancellation)
    {
        var last = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            using var connection = new RawConnection(world.AppUrl);
            for (int i; (i = Interlocked.Increment(ref last)) < EachRound;)
            {
                var (request, status) = kinds[i % kinds.Length];
                var answer = await connection.AskAsync(request, cancellation);
                if (answer.Status != status) throw new InvalidOperationException($"{answer.Status} instead of {status}: {answer.Head}");
            }
        }, cancellation)));
        return EachRound / watch.Elapsed.TotalSeconds;
    }
}
