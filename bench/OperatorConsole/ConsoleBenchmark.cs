using System.CommandLine;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.OperatorConsole;

/// <summary>How soon does an operator see something, and what comes over the wire for it?</summary>
/// <remarks>
/// Each time a browser that was just started, with an empty profile, opens the console on loopback and signs in. The first paint is
/// the browser's own: <c>first-contentful-paint</c> of its paint timing, from the beginning of the navigation. What came over the
/// wire is what the browser counts, from the first byte until today's figures stand there.
/// </remarks>
internal static class ConsoleBenchmark
{
    private static readonly int Times = Turn.Of(9, 1);

    private const string FirstPaint = """
        new Promise(painted => new PerformanceObserver((list, seen) => {
          const [first] = list.getEntriesByName('first-contentful-paint');
          if (!first) return;
          seen.disconnect();
          painted(first.startTime);
        }).observe({ type: 'paint', buffered: true }))
        """;

    public static Command Command()
    {
        var command = new Command("console", "The console in a cold browser: first paint, time to today's figures, bytes over the wire.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (ColdBrowser.Find() is not { } path)
        {
            Console.WriteLine($"Skipped: no browser on this machine, none of {ColdBrowser.Looked} is on the path.");
            Console.WriteLine("{}");
            return 0;
        }

        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation);
        var visits = new List<Visit>();
        for (var i = 0; i < Times; i++) visits.Add(await VisitAsync(world, path, cancellation));
        Report(visits);
        world.DeleteFolder();
        return 0;
    }

    private static async Task<Visit> VisitAsync(SandboxWorld world, string path, CancellationToken cancellation)
    {
        await using var browser = await ColdBrowser.StartAsync(path, cancellation);
        await browser.NavigateAsync(world.ConsoleUrl);
        var painted = await browser.NumberAsync(FirstPaint);
        var signedIn = await browser.NumberAsync(SignIn(world.FunctionKey));
        return new(painted, signedIn, browser.Bytes / 1000);
    }

    /// <summary>As fast as a machine types: from the click to today's figures, in milliseconds.</summary>
    private static string SignIn(string key) => $$"""
        (async () => {
          const there = async what => { while (!document.querySelector(what)) await new Promise(then => setTimeout(then, 5)); };
          await there('#key');
          document.querySelector('#key').value = {{JsonSerializer.Serialize(key)}};
          const clicked = performance.now();
          document.querySelector('form.signin').requestSubmit();
          await there('.tile');
          return performance.now() - clicked;
        })()
        """;

    private static void Report(List<Visit> visits)
    {
        var (paint, slowest) = (Figures.Median(visits.Select(one => one.Painted)), visits.Max(one => one.Painted));
        var signedIn = Figures.Median(visits.Select(one => one.SignedIn));
        var kilobytes = visits.Max(one => one.Kilobytes);
        var table = new Table().AddColumns("a cold browser, on loopback", "figure", "at most");
        table.AddRow("first paint, ms", $"{paint:F0}", "1000");
        table.AddRow("first paint, the slowest, ms", $"{slowest:F0}", "");
        table.AddRow("signed in to today's figures, ms", $"{signedIn:F0}", "");
        table.AddRow("over the wire, kB", $"{kilobytes:F0}", "300");
        AnsiConsole.Write(table);
        Console.WriteLine($"{visits.Count} visits, a new browser each; medians, but for the slowest and the bytes.");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            first_paint_ms = Math.Round(paint),
            first_paint_ms_max = Math.Round(slowest),
            signed_in_ms = Math.Round(signedIn),
            transferred_kb = Math.Round(kilobytes, 1),
        }));
    }

    private sealed record Visit(double Painted, double SignedIn, double Kilobytes);
}
