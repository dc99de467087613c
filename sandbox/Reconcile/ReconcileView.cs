using System.Text.Json;
using PayFunctions.Core.Reconciliation.Matching;
using Spectre.Console;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>What a person, or a script, gets to see of a run.</summary>
internal static class ReconcileView
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Reconciliation Watch(bool silent, ReconciliationProgress progress, Func<Reconciliation> run)
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

    public static void Show(ReconcileRequest request, Coverage coverage, ListedDifferences listed, TimeSpan took)
    {
        if (request.Json) Console.WriteLine(Json(request, coverage, listed, took));
        else ShowTables(coverage, listed, took);
    }

    public static string RefusalJson(string what) => JsonSerializer.Serialize(new { refused = what }, Options);

    private static string Json(ReconcileRequest request, Coverage coverage, ListedDifferences listed, TimeSpan took) =>
        JsonSerializer.Serialize(new
        {
            channel = request.Channel,
            agrees = coverage.Disagreements == 0,
            matchRate = coverage.MatchRate,
            here = Side(coverage.Here),
            there = Side(coverage.There),
            found = Found(coverage).ToDictionary(one => JsonNamingPolicy.CamelCase.ConvertName(one.Kind.ToString()), one => one.Count),
            listed = listed.Listed,
            first = listed.First.Select(Row),
            seconds = Math.Round(took.TotalSeconds, 3),
            cpuSeconds = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3),
            peakMegabytes = PeakMegabytes(),
        }, Options);

    private static long PeakMegabytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    private static object Row(DifferenceRow one) => new
    {
        kind = one.Kind,
        aspects = one.Aspects.ToString(),
        here = one.Here.Select(Movement),
        there = one.There.Select(Movement),
    };

    private static object Movement(PayFunctions.Core.Reconciliation.MovementRow row) => new
    {
        kind = row.Kind,
        status = row.Status,
        orderId = row.OrderId,
        refundId = row.Reference,
        transactionId = row.ProviderId,
        amount = row.Amount,
        currency = row.Currency.Code,
        feeThousandths = row.Fee,
        at = row.At,
        line = row.Line,
        offset = row.Offset,
    };

    private static object Side(SideCoverage side) => new
    {
        rows = side.In.Rows,
        sums = side.In.Sums,
        matched = side.Matched.Rows,
        skippedAsUnpaid = side.SkippedAsUnpaid.Rows,
    };

    private static void ShowTables(Coverage coverage, ListedDifferences listed, TimeSpan took)
    {
        var table = new Table().AddColumns("finding", "count");
        foreach (var (kind, count) in Found(coverage)) table.AddRow(kind.ToString(), $"{count:N0}");
        if (table.Rows.Count > 0) AnsiConsole.Write(table);
        foreach (var one in listed.First)
        {
            var (here, there) = (one.Here.FirstOrDefault(), one.There.FirstOrDefault());
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]{one.Kind}[/] {one.First.OrderId} {one.First.Reference} {here?.Amount} / {there?.Amount} {one.First.Currency}, lines {here?.Line} / {there?.Line}");
        }

        if (listed.Listed > listed.First.Count()) AnsiConsole.MarkupLineInterpolated($"… and {listed.Listed - listed.First.Count():N0} more.");
        AnsiConsole.MarkupLineInterpolated(
            $"{coverage.Here.In.Rows:N0} rows here, {coverage.There.In.Rows:N0} there; {coverage.Pairs:N0} pairs agree ({coverage.MatchRate:P4}), {coverage.Disagreements:N0} differences, {took.TotalSeconds:F1} s.");
    }

    private static IEnumerable<(DifferenceKind Kind, long Count)> Found(Coverage coverage) =>
        DifferenceKinds.All.Select(kind => (kind, coverage.Found(kind))).Where(one => one.Item2 > 0);
}
