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
        var (code, output) = Run("dotnet",
            [_sandbox, "reconcile", "--ledger", day.Ledger, "--bill", day.Bill, "--channel", "wechatpay", "--json", "--differences", differences],
            folder);
        if (code is not (0 or 1)) throw new InvalidOperationException($"The reconciliation ended with {code}: {output}");
        return Read(output, differences, kind: 0, key: 3);
    }

    public Finished DuckDb(Day day)
    {
        var differences = Path.Combine(folder, "duckdb.csv");
        var (code, output) = Run("node", ["reconcile.mjs", day.Ledger, day.Bill, differences], _duckdb);
        if (code != 0) throw new InvalidOperationException($"DuckDB ended with {code}: {output}");
        return Read(output, differences, kind: 0, key: 1);
    }

    private static (int Code, string Output) Run(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static Finished Read(string json, string differences, int kind, int key)
    {
        using var document = JsonDocument.Parse(json.AsMemory(json.IndexOf('{')));
        var root = document.RootElement;
        return new(root.GetProperty("seconds").GetDouble(), root.GetProperty("cpuSeconds").GetDouble(), root.GetProperty("peakMegabytes").GetDouble(),
            File.ReadLines(differences).Skip(1).Select(line => line.Split(',')).Select(cells => Name(cells, kind, key)));
    }

    /// <summary>A payment's key is its order, a refund's its own id; the seed makes them of one length.</summary>
    private static string Name(string[] cells, int kind, int key) =>
        $"{cells[kind]} {(key == 3 && cells[key + 1].Length > 0 ? cells[key + 1] : cells[key])}";

    /// <summary>How one run went.</summary>
    /// <param name="CpuSeconds">Of all its threads; ours with the start of the process, which seconds leave out.</param>
    /// <param name="Found">The differences by kind and key, read from its output as they are asked for.</param>
    internal sealed record Finished(double Seconds, double CpuSeconds, double Megabytes, IEnumerable<string> Found);

    internal sealed record Day(string Ledger, string Bill, long Rows, long Planted);
}
