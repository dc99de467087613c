using System.Diagnostics;
using System.Text.Json;
using PayFunctions.Bench.Callbacks;

namespace PayFunctions.Bench.Recon;

/// <summary>Both sides as processes of their own, so that each one's peak memory is its own.</summary>
internal sealed class Contestants(string folder)
{
    private readonly string _duckdb = NodePackages.Ensure("duckdb");
    private readonly string _sandbox = Path.Combine(AppContext.BaseDirectory, "PayFunctions.Sandbox.dll");

    /// <summary>The command that people use, which writes every difference in detail.</summary>
    public Finished Ours(Day day)
    {
        var differences = Path.Combine(folder, "ours.csv");
        var (code, output, took) = Run("dotnet",
            [_sandbox, "reconcile", "--ledger", day.Ledger, "--bill", day.Bill, "--channel", "wechatpay", "--json", "--differences", differences],
            folder);
        if (code is not (0 or 1)) throw new InvalidOperationException($"The reconciliation ended with {code}: {output}");
        return Read(output, took, differences, kind: 0, key: 3);
    }

    public Finished DuckDb(Day day)
    {
        var differences = Path.Combine(folder, "duckdb.csv");
        var (code, output, took) = Run("node", ["reconcile.mjs", day.Ledger, day.Bill, differences], _duckdb);
        if (code != 0) throw new InvalidOperationException($"DuckDB ended with {code}: {output}");
        return Read(output, took, differences, kind: 0, key: 1);
    }

    private static (int Code, string Output, double Took) Run(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, watch.Elapsed.TotalSeconds);
    }

    private static Finished Read(string json, double took, string differences, int kind, int key)
    {
        using var document = JsonDocument.Parse(json.AsMemory(json.IndexOf('{')));
        var root = document.RootElement;
        return new(root.GetProperty("seconds").GetDouble(), took, root.GetProperty("cpuSeconds").GetDouble(), root.GetProperty("peakMegabytes").GetDouble(),
            Found(differences, kind, key));
    }

    /// <summary>Opens the file when it is asked for, and not before: the next round writes it anew.</summary>
    private static IEnumerable<string> Found(string differences, int kind, int key)
    {
        foreach (var line in File.ReadLines(differences).Skip(1)) yield return Name(line.Split(','), kind, key);
    }

    /// <summary>A payment's key is its order, a refund's its own id; the seed makes them of one length.</summary>
    private static string Name(string[] cells, int kind, int key) =>
        $"{cells[kind]} {(key == 3 && cells[key + 1].Length > 0 ? cells[key + 1] : cells[key])}";

    /// <summary>How one run went.</summary>
    /// <param name="Seconds">From the opening of the files to the last difference written, by its own watch.</param>
    /// <param name="ProcessSeconds">From the start of the process to its end.</param>
    /// <param name="CpuSeconds">User and system time of all threads since the process was started.</param>
    /// <param name="Found">The differences by kind and key, read from its output as they are asked for.</param>
    internal sealed record Finished(double Seconds, double ProcessSeconds, double CpuSeconds, double Megabytes, IEnumerable<string> Found);

    internal sealed record Day(string Ledger, string Bill, long Rows, long Planted);
}
