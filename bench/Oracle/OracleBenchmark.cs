using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Oracle;

/// <summary>Can a stranger tell from an answer, or from how long it takes, what about his signature was wrong?</summary>
/// <remarks>One connection, the kinds in turn in an order that is shuffled each time, so that whatever else the machine does falls on all alike.</remarks>
internal static class OracleBenchmark
{
    private static readonly int Each = Turn.Of(2_000, 20);
    private static readonly int WarmUp = Turn.Of(200, 2);

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        new("Edge__PerSource__PerSecond", "1000000"),
        new("Edge__PerSource__Burst", "1000000"),
        new("Edge__RefusalsOfNote", "1000000"),
    ];

    public static Command Command()
    {
        var command = new Command("oracle", "What refusals of forged callbacks tell: status, body, headers, time; each provider's kinds beside one another.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var world = await SandboxWorld.StartAsync(
            WorldPace.Real, Console.WriteLine, cancellation, changes: Settings);
        // Before its certificate is there, an app takes orders and can't yet offer a payment: those would be asked about in the rounds.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        var forgeries = await Forgeries.MakeAsync(world, cancellation);
        var figures = new Dictionary<string, double>();
        var table = new Table().AddColumns("provider", "what is wrong", "told", "median µs", "p95 µs");
        foreach (var kinds in forgeries.GroupBy(forgery => forgery.Provider))
            Report(kinds.Key, await MeasureAsync(world, [.. kinds], cancellation), table, figures);

        AnsiConsole.Write(table);
        Console.WriteLine("A ratio is that of the slowest kind's figure to the quickest one's; 1 tells nothing.");
        Console.WriteLine(JsonSerializer.Serialize(figures));
        world.DeleteFolder();
        return figures.Where(figure => figure.Key.EndsWith("_answers", StringComparison.Ordinal)).All(figure => figure.Value == 1) ? 0 : 1;
    }

    private static async Task<Kind[]> MeasureAsync(SandboxWorld world, Forgery[] forgeries, CancellationToken cancellation)
    {
        using var connection = new RawConnection(world.AppUrl);
        var kinds = forgeries.Select(forgery => new Kind(forgery, [], [])).ToArray();
        for (var round = -WarmUp; round < Each; round++)
        {
            Random.Shared.Shuffle(kinds);
            foreach (var kind in kinds)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await connection.AskAsync(kind.Forgery.Request, cancellation);
                var took = Stopwatch.GetElapsedTime(started);
                if (round < 0) continue;
                kind.Microseconds.Add(took.TotalMicroseconds);
                kind.Answers.Add(Seen(answer));
            }
        }

        return kinds;
    }

    /// <summary>All that a stranger sees but the time, and what differs for everybody.</summary>
    private static string Seen(RawAnswer answer)
    {
        var head = answer.Head.Split("\r\n").Where(line =>
            !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("x-correlation-id:", StringComparison.OrdinalIgnoreCase));
        return $"{string.Join('\n', head)}\n{answer.Body}";
    }

    private static void Report(string provider, Kind[] kinds, Table table, Dictionary<string, double> figures)
    {
        foreach (var kind in kinds.OrderBy(kind => kind.Forgery.Kind, StringComparer.Ordinal))
        {
            var told = string.Join(", ", kind.Answers.Select(answer => answer.Split(' ')[1]));
            table.AddRow(provider, kind.Forgery.Kind, told, $"{kind.Median:F0}", $"{kind.P95:F0}");
            figures[$"{provider}_{kind.Forgery.Kind.Replace('-', '_')}_median_us"] = Math.Round(kind.Median, 1);
        }

        figures[$"{provider}_answers"] = kinds.SelectMany(kind => kind.Answers).Distinct().Count();
        figures[$"{provider}_median_ratio"] = Math.Round(kinds.Max(kind => kind.Median) / kinds.Min(kind => kind.Median), 3);
        figures[$"{provider}_p95_ratio"] = Math.Round(kinds.Max(kind => kind.P95) / kinds.Min(kind => kind.P95), 3);
    }

    private sealed record Kind(Forgery Forgery, List<double> Microseconds, HashSet<string> Answers)
    {
        public double Median => Figures.Median(Microseconds);

        public double P95 => Figures.Percentile(Microseconds, 0.95);
    }
}
