using Spectre.Console;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The end of a demo: scenario, expectation, outcome, time.</summary>
internal static class ResultTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ScenarioResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded).ShowRowSeparators();
        table.AddColumn(new TableColumn("scenario").NoWrap());
        table.AddColumns("expectation", "outcome");
        table.AddColumn(new TableColumn("time").RightAligned().NoWrap());
        foreach (var result in results)
        {
            var colour = result.Held ? "green" : "red";
            table.AddRow(
                $"[{colour}]{Mark(result)} {Markup.Escape(result.Scenario.Name)}[/]",
                Markup.Escape(result.Scenario.Expectation),
                $"[{colour}]{Markup.Escape(result.Outcome)}[/]",
                $"{result.Took.TotalSeconds:0.0} s");
        }

        console.Write(table);
    }

    public static string Line(ScenarioResult result) =>
        $"[{(result.Held ? "green" : "red")}]{Mark(result)}[/] {Markup.Escape(result.Scenario.Name),-30} "
        + $"[grey]{result.Took.TotalSeconds,5:0.0} s[/]  {Markup.Escape(result.Outcome)}";

    private static string Mark(ScenarioResult result) => result.Held ? "✓" : "✗";
}
