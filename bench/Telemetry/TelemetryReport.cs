using System.Globalization;
using System.Text.Json;
using PayFunctions.Bench.World;
using Spectre.Console;

namespace PayFunctions.Bench.Telemetry;

/// <summary>What the rounds came to, as a table and as JSON.</summary>
internal static class TelemetryReport
{
    public static void Tell(string app, Burst burst)
    {
        var bytes = burst.OfCallback(burst.Allocated, burst.Allocated.OfAnswer, burst.Allocated.IdlePerSecond);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {app,-3} {burst.Rate:F0} a second, {burst.CpuOfCallback:F3} ms, {bytes:F0} bytes, {burst.Tries - burst.Callbacks} tried again"));
    }

    public static void Write(List<(Burst Off, Burst On)> rounds, string how)
    {
        var throughput = Figures.Median(rounds.Select(round => round.On.Rate / round.Off.Rate));
        var ofApp = Figures.Median(rounds.Select(round => round.Off.CpuOfCallback / round.On.CpuOfCallback));
        var (off, on) = (Bytes([.. rounds.Select(round => round.Off)]), Bytes([.. rounds.Select(round => round.On)]));
        var table = new Table().AddColumns("a callback", "off", "on", "on against off", "aim");
        Row("acknowledged a second, whole path", burst => burst.Rate, "F0", $"{throughput:F3}", "at least 0.95");
        Row("processor ms of the app", burst => burst.CpuOfCallback, "F3", "", "");
        Row("a second and processor of the app", burst => 1000 / burst.CpuOfCallback, "F0", $"{ofApp:F3}", "at least 0.95");
        table.AddRow("bytes allocated", $"{off:F0}", $"{on:F0}", $"{on - off:+0;-0}", "at most +1024");
        Row("spans sent", burst => burst.Spans, "F2", "", "");
        Row("log lines sent", burst => burst.Lines, "F2", "", "");
        AnsiConsole.Write(table);
        Console.WriteLine(how);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            throughput_ratio = Math.Round(throughput, 3),
            app_throughput_ratio = Math.Round(ofApp, 3),
            more_bytes_per_callback = Math.Round(on - off),
        }));

        void Row(string name, Func<Burst, double> figure, string format, string ratio, string aim) => table.AddRow(
            name, Median(rounds.Select(round => figure(round.Off)), format),
            Median(rounds.Select(round => figure(round.On)), format), ratio, aim);
    }

    /// <summary>What an answer and a wait take is what they mostly take.</summary>
    private static double Bytes(IReadOnlyList<Burst> bursts)
    {
        var answer = Figures.Median(bursts.Select(burst => burst.Allocated.OfAnswer));
        var idle = Figures.Median(bursts.Select(burst => burst.Allocated.IdlePerSecond));
        return Figures.Median(bursts.Select(burst => burst.OfCallback(burst.Allocated, answer, idle)));
    }

    private static string Median(IEnumerable<double> figures, string format) =>
        Figures.Median(figures).ToString(format, CultureInfo.InvariantCulture);
}
