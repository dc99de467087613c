using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using PayFunctions.Infra.WeChatPay;
using Spectre.Console;

namespace PayFunctions.Bench.Callbacks;

/// <summary>How much of a callback's cost is the one RSA operation that nobody can leave out?</summary>
/// <remarks>All contestants run in turn, round by round, on one core and the same bytes; medians of the rounds are
/// compared.</remarks>
internal sealed class CallbacksBenchmark
{
    private const int Notifications = 64;
    private const int PerRound = 256;
    private const int WarmUpRounds = 40;
    private const int Rounds = 100;

    private static readonly string[] PeerNames = ["wechatpay-node-v3", "wechatpay-axios-plugin"];

    private readonly NotificationFixture _fixture = new(Notifications);
    private readonly WeChatPayNotifications _ours;
    private readonly RSA _bare;
    private readonly List<double> _latencies = new(Rounds * PerRound);
    private int _next;

    private CallbacksBenchmark()
    {
        _ours = OurReader.For(_fixture);
        _bare = RSA.Create(_fixture.PlatformKey.ExportParameters(includePrivateParameters: false));
    }

    public static Command Command()
    {
        var command = new Command(
            "callbacks", "Verify, decrypt and parse one notification on one core, beside bare RSA and npm peers.");
        command.SetAction(_ => new CallbacksBenchmark().Run());
        return command;
    }

    private int Run()
    {
        var folder = NodePackages.Ensure();
        OneCore();
        CheckOurs();
        var fixturePath = Path.GetTempFileName();
        _fixture.WriteTo(fixturePath);
        var peers = PeerNames.Select(name => NodePeer.Start(folder, name, fixturePath)).ToArray();
        try
        {
            for (var round = 0; round < WarmUpRounds; round++) RunRound(peers, []);
            _latencies.Clear();
            Report(Measure(peers), peers);
            return 0;
        }
        finally
        {
            foreach (var peer in peers) peer.Dispose();
            File.Delete(fixturePath);
        }
    }

    private List<double[]> Measure(NodePeer[] peers)
    {
        var rounds = new List<double[]>(Rounds);
        for (var round = 0; round < Rounds; round++) RunRound(peers, rounds);
        return rounds;
    }

    /// <summary>Microseconds of one notification: bare RSA, ours, and each peer.</summary>
    private void RunRound(NodePeer[] peers, List<double[]> rounds) =>
        rounds.Add([RoundOfBareRsa(), RoundOfOurs(), .. peers.Select(peer => peer.Round(PerRound))]);

    private double RoundOfBareRsa()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < PerRound; i++)
        {
            var one = Next();
            if (!_bare.VerifyData(one.Message, one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                throw new InvalidOperationException("The fixture does not verify.");
        }
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / PerRound;
    }

    private double RoundOfOurs()
    {
        var started = Stopwatch.GetTimestamp();
        var before = started;
        for (var i = 0; i < PerRound; i++)
        {
            var one = Next();
            if (_ours.Read(NotificationFixture.MerchantId, one.Headers, one.Body).Evidence is null)
                throw new InvalidOperationException("The fixture is not read.");
            var after = Stopwatch.GetTimestamp();
            _latencies.Add(Stopwatch.GetElapsedTime(before, after).TotalMicroseconds);
            before = after;
        }
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / PerRound;
    }

    private long BytesPerCallback()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < PerRound; i++)
        {
            var one = Next();
            _ours.Read(NotificationFixture.MerchantId, one.Headers, one.Body);
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before) / PerRound;
    }

    private void CheckOurs()
    {
        foreach (var one in _fixture.Notifications)
        {
            var read = _ours.Read(NotificationFixture.MerchantId, one.Headers, one.Body);
            byte[] tampered = [.. one.Body];
            tampered[8] ^= 1;
            var refused = _ours.Read(NotificationFixture.MerchantId, one.Headers, tampered);
            if (read.Key.OrderId != one.OutTradeNo || refused.Refusal is null)
                throw new InvalidOperationException("The app does not read the fixture rightly.");
        }
    }

    private NotificationFixture.Notification Next()
    {
        _next = (_next + 1) % Notifications;
        return _fixture.Notifications[_next];
    }

    private void Report(List<double[]> rounds, NodePeer[] peers)
    {
        string[] names = ["bare RSA.VerifyData", "PayFunctions", .. peers.Select(peer => peer.Name)];
        var medians =
            names.Select((_, column) => Percentile([.. rounds.Select(round => round[column])], 0.5)).ToArray();
        var (bare, ours, bytes) = (medians[0], medians[1], BytesPerCallback());

        var table = new Table().AddColumns("one core, one notification", "µs", "a second", "PayFunctions is");
        for (var i = 0; i < names.Length; i++)
            table.AddRow(
                names[i], $"{medians[i]:F1}", $"{1_000_000 / medians[i]:F0}", $"{medians[i] / ours:F2} x as fast");
        AnsiConsole.Write(table);
        var size = _fixture.Notifications[0].Body.Length;
        var p99 = Percentile(_latencies, 0.99);
        Console.WriteLine(
            $"{size} byte body; {bytes} bytes allocated a callback; p99 {p99:F1} µs; " +
            $"medians of {Rounds} rounds of {PerRound}.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            verify_ratio = Math.Round(bare / ours, 3),
            bytes_per_callback = bytes,
            p99_microseconds = Math.Round(p99, 1),
            vs_wechatpay_node_v3 = Math.Round(medians[2] / ours, 2),
            vs_wechatpay_axios_plugin = Math.Round(medians[3] / ours, 2),
        }));
    }

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    /// <summary>Node inherits it: everybody runs on the same core.</summary>
    private static void OneCore()
    {
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) self.ProcessorAffinity = 1;
    }
}
