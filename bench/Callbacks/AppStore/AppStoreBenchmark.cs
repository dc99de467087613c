using System.Text.Json;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Callbacks.AppStore;

/// <summary>
/// The same question of the App Store's notifications, by the same rules as <see cref="CallbacksBenchmark"/>.
/// </summary>
internal sealed class AppStoreBenchmark
{
    private const int Notifications = 64;
    private const int BatchSize = 16;
    private const int BatchesPerRound = 8;
    private static readonly int WarmUpRounds = Turn.Of(40, 1);

    private static readonly int Rounds = Turn.Of(150, 2);

    /// <summary>
    /// The peer holds every chain to the root anew, which takes milliseconds: it keeps chains only where it may ask the
    /// network for revocations.
    /// </summary>
    private const int PeerBatchSize = 1;

    private readonly AppStoreFixture _fixture = new(Notifications);
    private readonly AppStoreSide _here;
    private readonly Contestant _bare = new("bare ECDsa.VerifyData, three");
    private readonly Contestant _ours = new("PayFunctions");
    private readonly Contestant _peer = new("@apple/app-store-server-library");

    private AppStoreBenchmark() => _here = new(_fixture);

    public static int Run(string folder) => new AppStoreBenchmark().RunRounds(folder);

    private int RunRounds(string folder)
    {
        _here.Check();
        var fixturePath = Path.GetTempFileName();
        _fixture.WriteTo(fixturePath);
        using var node = NodePeer.Start(folder, _peer.Name, fixturePath);
        try
        {
            for (var round = 0; round < WarmUpRounds; round++) RunRound(node);
            foreach (var contestant in new[] { _bare, _ours, _peer, _here.Latencies }) contestant.Forget();
            for (var round = 0; round < Rounds; round++) RunRound(node);
            Report();
            return 0;
        }
        finally
        {
            File.Delete(fixturePath);
        }
    }

    private void RunRound(NodePeer node)
    {
        _peer.Add(node.Round(1, PeerBatchSize));
        _here.BatchOfBareEs256(BatchSize); // Node had the core: its caches are warmed again before anything counts.
        for (var batch = 0; batch < BatchesPerRound; batch++)
        {
            _bare.Add(_here.BatchOfBareEs256(BatchSize));
            _ours.Add(_here.BatchOfCallbacks(BatchSize));
        }
    }

    private void Report()
    {
        var ours = _ours.Median;
        var table = new Table().AddColumns("one core, one store notification", "µs", "a second", "PayFunctions is");
        foreach (var (name, median) in new[] { _bare, _ours, _peer }.Select(row => (row.Name, row.Median)))
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
            vs_apple_app_store_server_library = Math.Round(_peer.Median / ours, 2),
        }));
    }
}
