using System.CommandLine;
using System.Diagnostics;
using PayFunctions.Sandbox.Demo;
using Spectre.Console;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>demo</c>: the whole system against every scenario; exit code 0 only when each held.</summary>
internal static class DemoCommand
{
    private const int PlainWidth = 200;

    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Run these scenarios only: names, parted by commas.",
            CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(','))],
            HelpName = "NAME,…",
        };
        only.Validators.Add(given =>
        {
            var unknown = (given.GetValue(only) ?? []).Except(AllScenarios.List.Select(one => one.Name)).ToList();
            if (unknown.Count > 0) given.AddError($"No such scenario: {string.Join(", ", unknown)}. See demo --list.");
        });
        var list = new Option<bool>("--list") { Description = "Show the scenarios and run none." };
        var json = new Option<bool>("--json") { Description = "End with one JSON object." };
        var keep = new Option<bool>("--keep") { Description = "Keep the run's storage, journal and log." };
        var histories = new Option<DirectoryInfo>("--histories")
        {
            Description = "Record the histories that the orchestrations had, one of each kind, into this folder: docs/upgrade.md.",
        };
        var command = new Command("demo", "Runs the scenarios against the app, storage and providers of a fresh world.")
        {
            only, list, json, keep, histories,
        };
        command.SetAction((given, cancellation) => given.GetValue(list)
            ? Task.FromResult(List())
            : RunAsync(
                Chosen(given.GetValue(only)), given.GetValue(json), given.GetValue(keep), given.GetValue(histories),
                cancellation));
        return command;
    }

    private static int List()
    {
        foreach (var scenario in AllScenarios.List)
        {
            Console.WriteLine($"{scenario.Name,-30} {scenario.Title}: {scenario.Expectation}");
        }

        return 0;
    }

    private static List<Scenario> Chosen(string[]? only) =>
        [.. AllScenarios.List.Where(scenario => only is null or [] || only.Contains(scenario.Name))];

    private static async Task<int> RunAsync(
        List<Scenario> scenarios, bool json, bool keep, DirectoryInfo? histories, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine(
            $"PayFunctions sandbox: Azurite, simulated WeChat Pay, Alipay, UnionPay and App Store, and the app on loopback, {scenarios.Count} scenarios; "
            + "one minute of the provider's schedules is one second here.");
        var live = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        var console = live ? AnsiConsole.Console : PlainConsole();
        IDemoView view = live ? new LiveView(console, scenarios.Count) : new PlainView(Console.Out);
        List<ScenarioResult> results = [];
        Uri? operators = null;
        await view.RunAsync(async () => (results, operators) = await RunAsync(scenarios, view, keep, histories, cancellation));
        ResultTable.Write(console, results);
        var failed = results.Count(result => !result.Held);
        Console.WriteLine($"{results.Count - failed} held, {failed} failed, in {watch.Elapsed.TotalSeconds:0.0} s.");
        Console.WriteLine($"Its operators' console was {operators}; 'dotnet run --project sandbox' leaves one running, and prints the key to sign in.");
        if (json) Console.WriteLine(DemoReport.Json(results, watch.Elapsed));
        return failed == 0 && results.Count == scenarios.Count ? 0 : 1;
    }

    /// <summary>For files and CI: no colours, and wide enough for a line an outcome.</summary>
    private static IAnsiConsole PlainConsole()
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = PlainWidth;
        return console;
    }

    private static async Task<(List<ScenarioResult> Results, Uri Console)> RunAsync(
        List<Scenario> scenarios, IDemoView view, bool keep, DirectoryInfo? histories, CancellationToken cancellation)
    {
        await using var worlds = await DemoWorlds.StartAsync(Stories(scenarios), view, cancellation);
        var results = await worlds.RunAsync([.. scenarios.Intersect(AllScenarios.Last)], cancellation);
        worlds.AreKept = keep || results.Exists(result => !result.Held);
        worlds.Histories = histories;
        return (results, worlds.ConsoleUrl);
    }

    /// <summary>What is asked for of each story; where nothing is, no world is started for it.</summary>
    private static List<List<Scenario>> Stories(List<Scenario> scenarios)
    {
        List<List<Scenario>> stories = [.. new[] { AllScenarios.Payments, AllScenarios.Operations }.Select(story => story.Intersect(scenarios).ToList())];
        return stories.TrueForAll(story => story.Count == 0) ? [[]] : [.. stories.Where(story => story.Count > 0)];
    }
}
