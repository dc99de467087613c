using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Shadow;
using Spectre.Console;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>What a person gets to see of a run: a progress bar while it lasts, tables at its end.</summary>
internal static class ReconcileView
{
    private const int ChangesMax = 20;

    public static Core.Reconciliation.Matching.Reconciliation Watch(
        bool silent, ReconciliationProgress progress, Func<Core.Reconciliation.Matching.Reconciliation> run)
    {
        if (silent || Console.IsOutputRedirected) return run();
        return AnsiConsole.Progress().AutoClear(true).Start(bars =>
        {
            var reading = bars.AddTask("reading");
            var joining = bars.AddTask("comparing");
            reading.IsIndeterminate = true;
            using var timer = new Timer(
                _ =>
                {
                    reading.Description = $"reading, {progress.RowsRead:N0} rows";
                    joining.Value = 100 * progress.Joined;
                },
                null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
            return run();
        });
    }

    public static void Show(ReconcileRequest request, IReadOnlyList<Compared> all, TimeSpan took)
    {
        if (request.Json)
        {
            Console.WriteLine(ReconcileJson.Of(all, took));
            return;
        }

        foreach (var one in all) ShowTables(one);
        AnsiConsole.MarkupLineInterpolated($"{took.TotalSeconds:F1} s.");
    }

    private static void ShowTables(Compared one)
    {
        var (coverage, listed) = (one.Coverage, one.Listed);
        AnsiConsole.MarkupLineInterpolated($"[bold]{one.Channel}[/]");
        var table = new Table().AddColumns("finding", "count");
        foreach (var kind in DifferenceKinds.All.Where(kind => coverage.Found(kind) > 0)) table.AddRow(kind.ToString(), $"{coverage.Found(kind):N0}");
        if (table.Rows.Count > 0) AnsiConsole.Write(table);
        foreach (var row in listed.First)
        {
            var (here, there) = (row.Here.FirstOrDefault(), row.There.FirstOrDefault());
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]{row.Kind}[/] {row.First.OrderId} {row.First.Reference} {here?.Amount} / {there?.Amount} {row.First.Currency}, lines {here?.Line} / {there?.Line}");
        }

        if (listed.Listed > listed.First.Count()) AnsiConsole.MarkupLineInterpolated($"… and {listed.Listed - listed.First.Count():N0} more.");
        AnsiConsole.MarkupLineInterpolated(
            $"{coverage.Here.In.Rows:N0} rows here, {coverage.There.In.Rows:N0} there; {coverage.Pairs:N0} pairs agree ({coverage.MatchRate:P4}), {coverage.Disagreements:N0} differences.");
        if (one.Shadow is { } shadow) ShowShadow(coverage, shadow);
    }

    private static void ShowShadow(Coverage applied, ShadowReport shadow)
    {
        if (shadow.Refusal is { } refusal) AnsiConsole.MarkupLineInterpolated($"[yellow]shadow[/] refused: {refusal}");
        foreach (var change in shadow.Changes.Take(ChangesMax))
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[blue]shadow[/] {change.Movement} {change.Key}: {Words(change.Applied)} would be {Words(change.Shadow)}");
        }

        AnsiConsole.MarkupLineInterpolated(
            $"The shadow rules find {shadow.Shadow.Disagreements:N0} differences instead of {applied.Disagreements:N0}; {shadow.Changes.Count:N0} keys are judged otherwise.");
    }

    private static string Words(IReadOnlyList<DifferenceRow> some) =>
        some.Count == 0 ? "agreement" : string.Join(" + ", some.Select(one => one.Kind));
}
