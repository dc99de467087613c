using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Callbacks;

/// <summary>How much of a callback's cost is the cryptography that nobody can leave out?</summary>
/// <remarks>
/// All contestants run in turn on one core and the same bytes. Batches are short (well under a scheduler's slice) and
/// their medians are compared, so that a busy machine disturbs few of them and all alike.
/// </remarks>
/// <param name="what">What the table is of: <c>one core, one Alipay notification</c>.</param>
/// <param name="bare">What the bare verification is called.</param>
internal sealed class CallbackRace<T>(string what, string bare, CallbackSide<T> here, params CallbackPeer[] peers)
{
    private const int BytesOf = 64;
    private const int BatchSize = 16;
    private const int BatchesPerRound = 8;
    private static readonly int Rounds = Turn.Of(150, 2);

    private readonly Contestant _bare = new(bare);
    private readonly Contestant _ours = new("PayFunctions");
    private readonly Contestant[] _theirs = [.. peers.Select(peer => new Contestant(peer.Package))];

    private Contestant[] Rows => [_bare, _ours, .. _theirs];

    /// <param name="folder">Where the peers' packages are; null where there are none.</param>
    /// <param name="writeTo">Writes the fixture as the peers read it.</param>
    public int Run(string? folder, Action<string> writeTo, int bodyBytes, int warmUpRounds = 80)
    {
        here.Check();
        var fixturePath = Path.GetTempFileName();
        writeTo(fixturePath);
        var nodes = peers.Select(peer => NodePeer.Start(folder!, peer.Package, fixturePath)).ToArray();
        try
        {
            for (var round = 0; round < Turn.Of(warmUpRounds, 1); round++) RunRound(nodes);
            foreach (var contestant in (Contestant[])[.. Rows, here.Latencies]) contestant.Forget();
            for (var round = 0; round < Rounds; round++) RunRound(nodes);
            Report(bodyBytes);
            return 0;
        }
        finally
        {
            foreach (var node in nodes) node.Dispose();
            File.Delete(fixturePath);
        }
    }

    private void RunRound(NodePeer[] nodes)
    {
        for (var i = 0; i < nodes.Length; i++) _theirs[i].Add(nodes[i].Round(peers[i].Batches, peers[i].BatchSize));
        here.BatchOfBare(BatchSize); // Node had the core: its caches are warmed again before anything counts.
        for (var batch = 0; batch < BatchesPerRound; batch++)
        {
            _bare.Add(here.BatchOfBare(BatchSize));
            _ours.Add(here.BatchOfCallbacks(BatchSize));
        }
    }

    private void Report(int bodyBytes)
    {
        var ours = _ours.Median;
        var table = new Table().AddColumns(what, "µs", "a second", "PayFunctions is");
        foreach (var (name, median) in Rows.Select(row => (row.Name, row.Median)))
            table.AddRow(name, $"{median:F1}", $"{1_000_000 / median:F0}", $"{median / ours:F2} x as fast");
        AnsiConsole.Write(table);

        var (bytes, p99) = (here.BytesPerCallback(BytesOf), here.Latencies.Percentile(0.99));
        Console.WriteLine(
            $"{bodyBytes} byte body; {bytes} bytes allocated a callback; " +
            $"p99 {p99:F1} µs; medians of {Rounds * BatchesPerRound} batches of {BatchSize}.");
        var figures = new JsonObject
        {
            ["verify_ratio"] = Math.Round(_bare.Median / ours, 3),
            ["bytes_per_callback"] = bytes,
            ["p99_microseconds"] = Math.Round(p99, 1),
        };
        for (var i = 0; i < peers.Length; i++) figures[peers[i].Figure] = Math.Round(_theirs[i].Median / ours, 2);
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }
}

/// <summary>An npm package that does the same work.</summary>
/// <param name="Figure">What its ratio is called in the figures.</param>
internal sealed record CallbackPeer(string Package, string Figure, int Batches = 8, int BatchSize = 16);
