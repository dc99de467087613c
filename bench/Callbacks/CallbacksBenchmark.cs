using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using PayFunctions.Bench.Callbacks.Alipay;
using PayFunctions.Bench.Callbacks.AppStore;
using PayFunctions.Bench.Callbacks.UnionPay;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Callbacks;

/// <summary>How much of a callback's cost is the one RSA operation that nobody can leave out?</summary>
/// <remarks>
/// All contestants run in turn on one core and the same bytes. Batches are short (well under a scheduler's slice) and
/// their medians are compared, so that a busy machine disturbs few of them and all alike.
/// </remarks>
internal sealed class CallbacksBenchmark
{
    private const int Notifications = 64;
    private const int BatchSize = 16;
    private const int BatchesPerRound = 8;
    private static readonly int WarmUpRounds = Turn.Of(80, 1);
    private static readonly int Rounds = Turn.Of(150, 2);

    private readonly NotificationFixture _fixture = new(Notifications);
    private readonly OurSide _here;
    private readonly Contestant _bare = new("bare RSA.VerifyData");
    private readonly Contestant _ours = new("PayFunctions");
    private readonly Contestant[] _peers = [new("wechatpay-node-v3"), new("wechatpay-axios-plugin")];

    private CallbacksBenchmark() => _here = new(_fixture);

    public static Command Command()
    {
        var command = new Command(
            "callbacks", "Verify, decrypt and parse one notification on one core, beside bare RSA and npm peers.");
        var provider = new Argument<string>("provider")
        {
            Description = "Whose notifications: wechatpay, alipay, unionpay or appstore.",
            DefaultValueFactory = _ => "wechatpay",
        };
        provider.AcceptOnlyFromAmong("wechatpay", "alipay", "unionpay", "appstore");
        command.Arguments.Add(provider);
        command.SetAction(given =>
        {
            var whose = given.GetValue(provider);
            if (whose == "wechatpay") return new CallbacksBenchmark().Run();
            if (whose == "unionpay")
            {
                OneCore();
                return UnionPayBenchmark.Run();
            }

            var folder = NodePackages.Ensure();
            OneCore();
            return whose == "alipay" ? AlipayBenchmark.Run(folder) : AppStoreBenchmark.Run(folder);
        });
        return command;
    }

    private int Run()
    {
        var folder = NodePackages.Ensure();
        OneCore();
        _here.Check();
        var fixturePath = Path.GetTempFileName();
        _fixture.WriteTo(fixturePath);
        var nodes = _peers.Select(peer => NodePeer.Start(folder, peer.Name, fixturePath)).ToArray();
        try
        {
            for (var round = 0; round < WarmUpRounds; round++) RunRound(nodes);
            Contestant[] all = [_bare, _ours, .. _peers, _here.Latencies];
            foreach (var contestant in all) contestant.Forget();
            for (var round = 0; round < Rounds; round++) RunRound(nodes);
            Report();
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
        for (var i = 0; i < nodes.Length; i++) _peers[i].Add(nodes[i].Round(BatchesPerRound, BatchSize));
        _here.BatchOfBareRsa(BatchSize); // Node had the core: its caches are warmed again before anything counts.
        for (var batch = 0; batch < BatchesPerRound; batch++)
        {
            _bare.Add(_here.BatchOfBareRsa(BatchSize));
            _ours.Add(_here.BatchOfCallbacks(BatchSize));
        }
    }

    private void Report()
    {
        var ours = _ours.Median;
        var table = new Table().AddColumns("one core, one notification", "µs", "a second", "PayFunctions is");
        Contestant[] rows = [_bare, _ours, .. _peers];
        foreach (var (name, median) in rows.Select(row => (row.Name, row.Median)))
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
            vs_wechatpay_node_v3 = Math.Round(_peers[0].Median / ours, 2),
            vs_wechatpay_axios_plugin = Math.Round(_peers[1].Median / ours, 2),
        }));
    }

    /// <summary>Node inherits it: everybody runs on the same core.</summary>
    private static void OneCore()
    {
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) self.ProcessorAffinity = 1;
    }
}
