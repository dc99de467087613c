using System.CommandLine;
using System.Text.Json;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Recon;

/// <summary>How fast, and in how much memory, are a day's two files compared?</summary>
/// <remarks>
/// DuckDB does one full outer join of the same two files on 2 threads, in turn with us and in the same run; both write every
/// difference in detail, and both have to find exactly those that were planted. The least disturbed round of each counts.
/// <c>wall_ratio</c> goes by what each tells of its comparison alone, from the opening of the files to the last difference
/// written: the start of our command (0.1 to 0.2 s, in which a second core already compiles what the comparison needs) is in it as
/// little as the start of Node.js and the loading of DuckDB (0.3 to 0.5 s). <c>process_ratio</c> is all of that, as the
/// shell's <c>time</c> would tell it, and so is <c>cpu_ratio</c>: user and system time of the whole process.
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
            var made = Directory.CreateDirectory(given.GetRequiredValue(folder).FullName);
            var day = Make(made.FullName, given.GetValue(millions) * Million, given.GetValue(differing));
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
            if (parts.Contains("1m")) Against(contestants, folder, 1, rounds, figures);
            if (parts.Contains("5m")) Against(contestants, folder, 5, Math.Min(rounds, 2), figures);
            if (parts.Contains("differing")) Differing(contestants, folder, rounds, figures);
            if (parts.Contains("20m")) Large(contestants, folder, figures);
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
    private static void Against(Contestants contestants, string folder, int millions, int rounds, Dictionary<string, double> figures)
    {
        var day = Make(folder, millions * Million, FewDiffer);
        var (ours, theirs) = (new List<Contestants.Finished>(), new List<Contestants.Finished>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(contestants.Ours(day));
            theirs.Add(contestants.DuckDb(day));
            RequireSame(ours[^1], theirs[^1], day);
        }

        var (mine, peer) = (Cost.Least(ours), Cost.Least(theirs));
        figures[$"wall_ratio_{millions}m"] = mine.Seconds / peer.Seconds;
        figures[$"process_ratio_{millions}m"] = mine.ProcessSeconds / peer.ProcessSeconds;
        figures[$"cpu_ratio_{millions}m"] = mine.CpuSeconds / peer.CpuSeconds;
        figures[$"seconds_{millions}m"] = mine.Seconds;
        figures[$"duckdb_seconds_{millions}m"] = peer.Seconds;
        figures[$"rss_mb_{millions}m"] = ours.Max(one => one.Megabytes);
        figures[$"duckdb_rss_mb_{millions}m"] = theirs.Max(one => one.Megabytes);
    }

    /// <summary>A small day before and after the large one: minutes lie between, and the machine is another in each.</summary>
    private static void Large(Contestants contestants, string folder, Dictionary<string, double> figures)
    {
        const int millions = 20;
        var (day, oneMillion) = (Make(folder, millions * Million, FewDiffer), Make(Small(folder), Million, FewDiffer));
        var small = new List<Contestants.Finished> { contestants.Ours(oneMillion), contestants.Ours(oneMillion) };
        var ours = contestants.Ours(day);
        RequirePlanted(ours, day);
        small.Add(contestants.Ours(oneMillion));
        var (large, least) = (Cost.Least([ours]), Cost.Least(small));
        figures["rss_mb_20m"] = ours.Megabytes;
        figures["seconds_20m"] = large.Seconds;
        figures["per_row_ratio_20m"] = large.Seconds / millions / least.Seconds;
        figures["cpu_per_row_ratio_20m"] = large.CpuSeconds / millions / least.CpuSeconds;
    }

    /// <summary>A day of which half the rows differ, and one of which hardly any do, turn by turn.</summary>
    private static void Differing(Contestants contestants, string folder, int rounds, Dictionary<string, double> figures)
    {
        var (day, clean) = (Make(folder, Million, HalfDiffers), Make(Small(folder), Million, FewDiffer));
        var (half, few) = (new List<Contestants.Finished>(), new List<Contestants.Finished>());
        for (var round = 0; round < rounds; round++)
        {
            few.Add(contestants.Ours(clean));
            half.Add(contestants.Ours(day));
            RequirePlanted(half[^1], day);
        }

        figures["differing_ratio"] = Cost.Least(half).Seconds / Cost.Least(few).Seconds;
        figures["cpu_differing_ratio"] = Cost.Least(half).CpuSeconds / Cost.Least(few).CpuSeconds;
    }

    private static string Small(string folder) => Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;

    private static Contestants.Day Make(string folder, long rows, double differing)
    {
        var (ledger, bill) = (Path.Combine(folder, "ledger.csv"), Path.Combine(folder, "bill.csv"));
        var generator = new DayGenerator(rows, Seed, differing);
        generator.WriteTo(ledger, bill, new System.Text.UTF8Encoding(false));
        foreach (var file in (string[])[ledger, bill]) SettleOnDisk(file);
        return new(ledger, bill, rows, generator.Planted.Values.Sum());
    }

    /// <summary>Else gigabytes of the generator's are still being written out while the contestants are timed, and what they spill waits behind them.</summary>
    private static void SettleOnDisk(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
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
        AnsiConsole.WriteLine(
            "wall_ratio: the comparison alone on both sides, first read to last difference written. process_ratio: the whole process, start to end.");
        Console.WriteLine(JsonSerializer.Serialize(figures.ToDictionary(one => one.Key, one => Math.Round(one.Value, 3))));
    }

    /// <summary>Wall time tells what people wait for; processor time what a busy machine can still compare between minutes.</summary>
    private readonly record struct Cost(double Seconds, double ProcessSeconds, double CpuSeconds)
    {
        /// <summary>Of each the least: everything else that a machine does makes it more, and nothing makes it less.</summary>
        public static Cost Least(IReadOnlyCollection<Contestants.Finished> rounds) => new(
            rounds.Min(one => one.Seconds), rounds.Min(one => one.ProcessSeconds), rounds.Min(one => one.CpuSeconds));
    }
}
