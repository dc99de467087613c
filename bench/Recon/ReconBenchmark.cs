using System.CommandLine;
using System.Text.Json;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Recon;

/// <summary>How fast, and in how much memory, are a day's two files compared?</summary>
/// <remarks>
/// DuckDB does one full outer join of the same two files on 2 threads, in turn with us and in the same run; both write every
/// difference in detail, and both have to find exactly those that were planted. The least disturbed round of each counts.
/// </remarks>
internal static class ReconBenchmark
{
    private const ulong Seed = 20261120;
    private const double FewDiffer = 0.0001;
    private const double HalfDiffers = 0.5;
    private static readonly long Million = Turn.Of(1_000_000, 10_000);

    private static readonly string[] Parts = ["1m", "5m", "20m", "differing", "reading"];

    public static Command Command()
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Some of {string.Join(", ", Parts)}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Parts,
        };
        only.AcceptOnlyFromAmong(Parts);
        var rounds = new Option<int>("--rounds") { Description = "Rounds of 1 + 1 million rows.", DefaultValueFactory = _ => Turn.Of(5, 1) };
        var command = new Command("recon", "Two files of millions of rows against each other, beside DuckDB.") { only, rounds };
        command.Subcommands.Add(Generate());
        command.SetAction(given => Run(given.GetValue(only)!, given.GetValue(rounds)));
        return command;
    }

    /// <summary>The two files alone, to look at or to run anything else on.</summary>
    private static Command Generate()
    {
        var folder = new Argument<DirectoryInfo>("folder");
        var millions = new Option<int>("--millions") { DefaultValueFactory = _ => 1 };
        var differing = new Option<double>("--differing") { DefaultValueFactory = _ => FewDiffer };
        var command = new Command("generate", "Makes a day's two files and stops.") { folder, millions, differing };
        command.SetAction(given =>
        {
            var day = Make(given.GetRequiredValue(folder).FullName, given.GetValue(millions) * Million, given.GetValue(differing));
            Console.WriteLine($"{day.Ledger} and {day.Bill}, {day.Planted} differences.");
        });
        return command;
    }

    private static int Run(string[] parts, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-recon-").FullName;
        var figures = new Dictionary<string, double>();
        try
        {
            var contestants = new Contestants(folder);
            var small = new Cost(0, 0);
            if (parts.Contains("1m") || parts.Contains("20m") || parts.Contains("differing"))
                small = Against(contestants, folder, 1, rounds, figures);
            if (parts.Contains("differing")) Differing(contestants, folder, rounds, small, figures);
            if (parts.Contains("5m")) Against(contestants, folder, 5, Math.Min(rounds, 2), figures);
            if (parts.Contains("20m")) Large(contestants, folder, small, figures);
            if (parts.Contains("reading")) figures["bill_rows_per_second"] = RawReading.RowsPerSecond();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Report(figures);
        return 0;
    }

    /// <summary>Both, turn by turn.</summary>
    /// <returns>What it cost us.</returns>
    private static Cost Against(Contestants contestants, string folder, int millions, int rounds, Dictionary<string, double> figures)
    {
        var day = Make(folder, millions * Million, FewDiffer);
        var (ours, theirs) = (new List<Contestants.Finished>(), new List<Contestants.Finished>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(contestants.Ours(day));
            theirs.Add(contestants.DuckDb(day));
            RequireSame(ours[^1], theirs[^1], day);
        }

        var (mine, peer) = (ours.Min(one => one.Seconds), theirs.Min(one => one.Seconds));
        figures[$"wall_ratio_{millions}m"] = mine / peer;
        figures[$"seconds_{millions}m"] = mine;
        figures[$"duckdb_seconds_{millions}m"] = peer;
        figures[$"cpu_ratio_{millions}m"] = ours.Min(one => one.CpuSeconds) / theirs.Min(one => one.CpuSeconds);
        figures[$"rss_mb_{millions}m"] = ours.Max(one => one.Megabytes);
        figures[$"duckdb_rss_mb_{millions}m"] = theirs.Max(one => one.Megabytes);
        return new(mine, ours.Min(one => one.CpuSeconds));
    }

    private static void Large(Contestants contestants, string folder, Cost small, Dictionary<string, double> figures)
    {
        const int millions = 20;
        var day = Make(folder, millions * Million, FewDiffer);
        var ours = contestants.Ours(day);
        RequirePlanted(ours, day);
        figures["rss_mb_20m"] = ours.Megabytes;
        figures["seconds_20m"] = ours.Seconds;
        figures["per_row_ratio_20m"] = ours.Seconds / millions / small.Seconds;
        figures["cpu_per_row_ratio_20m"] = ours.CpuSeconds / millions / small.CpuSeconds;
    }

    private static void Differing(Contestants contestants, string folder, int rounds, Cost small, Dictionary<string, double> figures)
    {
        var day = Make(folder, Million, HalfDiffers);
        var ours = Enumerable.Range(0, rounds).Select(_ => contestants.Ours(day)).ToList();
        RequirePlanted(ours[^1], day);
        figures["differing_ratio"] = ours.Min(one => one.Seconds) / small.Seconds;
        figures["cpu_differing_ratio"] = ours.Min(one => one.CpuSeconds) / small.CpuSeconds;
    }

    private static Contestants.Day Make(string folder, long rows, double differing)
    {
        var (ledger, bill) = (Path.Combine(folder, "ledger.csv"), Path.Combine(folder, "bill.csv"));
        var generator = new DayGenerator(rows, Seed, differing);
        generator.WriteTo(ledger, bill, new System.Text.UTF8Encoding(false));
        return new(ledger, bill, rows, generator.Planted.Values.Sum());
    }

    private static void RequireSame(Contestants.Finished ours, Contestants.Finished theirs, Contestants.Day day)
    {
        var (mine, peer) = (ours.Found.ToHashSet(), theirs.Found.ToHashSet());
        if (!mine.SetEquals(peer) || mine.Count != day.Planted)
            throw new InvalidOperationException($"{day.Planted} differences were planted, {mine.Count} found here and {peer.Count} by DuckDB.");
    }

    private static void RequirePlanted(Contestants.Finished ours, Contestants.Day day)
    {
        var found = ours.Found.LongCount();
        if (found != day.Planted) throw new InvalidOperationException($"{day.Planted} differences were planted and {found} found.");
    }

    private static void Report(Dictionary<string, double> figures)
    {
        var table = new Table().AddColumns("figure", "value");
        foreach (var (name, value) in figures) table.AddRow(name, $"{value:N3}");
        AnsiConsole.Write(table);
        Console.WriteLine(JsonSerializer.Serialize(figures.ToDictionary(one => one.Key, one => Math.Round(one.Value, 3))));
    }

    /// <summary>Wall time tells what people wait for; processor time what a busy machine can still compare between minutes.</summary>
    private readonly record struct Cost(double Seconds, double CpuSeconds);
}
