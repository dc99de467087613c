using System.Text.Json;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Callbacks.UnionPay;

/// <summary>The same question of UnionPay's notifications, by the same rules as <see cref="CallbacksBenchmark"/>; there is no
/// npm package of UnionPay's to stand beside.</summary>
internal sealed class UnionPayBenchmark
{
    private const int Notifications = 64;
    private const int BatchSize = 16;
    private const int BatchesPerRound = 8;
    private static readonly int WarmUpRounds = Turn.Of(80, 1);
    private static readonly int Rounds = Turn.Of(150, 2);

    private readonly UnionPayFixture _fixture = new(Notifications);
    private readonly UnionPaySide _here;
    private readonly Contestant _bare = new("bare hashes and RSA.VerifyData");
    private readonly Contestant _ours = new("PayFunctions");

    private UnionPayBenchmark() => _here = new(_fixture);

    public static int Run() => new UnionPayBenchmark().RunRounds();

    private int RunRounds()
    {
        _here.Check();
        for (var round = 0; round < WarmUpRounds; round++) RunRound();
        foreach (var contestant in new[] { _bare, _ours, _here.Latencies }) contestant.Forget();
        for (var round = 0; round < Rounds; round++) RunRound();
        Report();
        return 0;
    }

    private void RunRound()
    {
        for (var batch = 0; batch < BatchesPerRound; batch++)
        {
            _bare.Add(_here.BatchOfBareRsa(BatchSize));
            _ours.Add(_here.BatchOfCallbacks(BatchSize));
        }
    }

    private void Report()
    {
        var ours = _ours.Median;
        var table = new Table().AddColumns("one core, one UnionPay notification", "µs", "a second", "PayFunctions is");
        foreach (var (name, median) in new[] { _bare, _ours }.Select(row => (row.Name, row.Median)))
            table.AddRow(name, $"{median:F1}", $"{1_000_000 / median:F0}", $"{median / ours:F2} x as fast");
        AnsiConsole.Write(table);

        var (bytes, p99) = (_here.BytesPerCallback(Notifications), _here.Latencies.Percentile(0.99));
        Console.WriteLine(
            $"{_fixture.Notifications[0].Body.Length} byte body; {bytes} bytes allocated a callback; " +
            $"p99 {p99:F1} µs; medians of {Rounds * BatchesPerRound} batches of {BatchSize}.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            verify_ratio = Math.Round(_bare.Median / ours, 3),
            bytes_per_callback = bytes,
            p99_microseconds = Math.Round(p99, 1),
        }));
    }
}
