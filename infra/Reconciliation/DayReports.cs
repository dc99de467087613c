using System.Globalization;
using System.Text;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>A run as people get to read it: one page, and one table.</summary>
public sealed class DayReports(BillBlobs blobs, ReconciliationBook book, TimeProvider clock)
{
    /// <summary>The forms of a report: the page, the differences as CSV, and the page's figures as CSV.</summary>
    public const string Page = "html", Differences = "csv", Figures = "figures";

    private const int HoursOfDay = 24;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task WriteAsync(
        RunKey key, int run, DayPlan plan, IReadOnlyList<DifferenceEntry> entries, CancellationToken cancellation)
    {
        var (page, figures) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        var (audit, broken) = await book.AuditAsync(key, cancellation);
        var report = Report(key, run, plan, entries, new(audit, broken));
        HtmlReport.Write(page, report);
        FiguresCsv.Write(figures, report);
        await WriteAsync(DayNames.Report(key, run, Page), page.ToString(), cancellation);
        await WriteAsync(DayNames.Report(key, run, Differences), Table(entries), cancellation);
        await WriteAsync(DayNames.Report(key, run, Figures), figures.ToString(), cancellation);
    }

    /// <param name="form"><see cref="Page"/>, <see cref="Differences"/> or <see cref="Figures"/>.</param>
    /// <returns>Null: the run has not been reported.</returns>
    public Task<byte[]?> ReadAsync(RunKey key, int run, string form, CancellationToken cancellation) =>
        blobs.ReadAsync(DayNames.Report(key, run, form), cancellation);

    private ReconciliationReport Report(
        RunKey key, int run, DayPlan plan, IReadOnlyList<DifferenceEntry> entries, AuditReport audit)
    {
        var now = clock.GetUtcNow();
        var byHour = new long[HoursOfDay];
        foreach (var entry in entries.Where(one => one.Difference.Books == ComparedBooks.LedgerAndBill))
            byHour[entry.Difference.First.At.ToOffset(China).Hour]++;
        var coverage = plan.Coverage;
        var rows = coverage.Here.In.Rows + coverage.There.In.Rows;
        var agreed = coverage.Here.Matched.Rows + coverage.There.Matched.Rows + coverage.Here.SkippedAsUnpaid.Rows;
        var channel = new ChannelReport(
            key.Channel, coverage, byHour, Listed(entries, ComparedBooks.LedgerAndBill))
        {
            Outcome = new(key.Channel, key.Day, rows, agreed, now),
            Times = CauseTimes.Of(entries.Select(one => new DifferenceLife(
                one.Cause.Kind, one.Difference.First.At, one.FoundAt, Repaired(one)))),
            Audit = audit,
            Shadow = plan.Shadow,
        };
        var title = string.Create(CultureInfo.InvariantCulture, $"{key.Channel}, {key.Day:yyyy-MM-dd}, run {run}");
        return new(title, now, plan.Account is { } account
            ? [channel, Account(key, account, entries) with { Shadow = plan.AccountShadow }]
            : [channel]);
    }

    /// <summary>The third side as a section of its own.</summary>
    private static ChannelReport Account(RunKey key, Coverage coverage, IReadOnlyList<DifferenceEntry> entries)
    {
        var listed = Listed(entries, ComparedBooks.BillAndAccount);
        var byHour = new long[HoursOfDay];
        foreach (var one in listed) byHour[one.Difference.First.At.ToOffset(China).Hour]++;
        return new($"{key.Channel}, account", coverage, byHour, listed);
    }

    private static IReadOnlyList<ExplainedDifference> Listed(IReadOnlyList<DifferenceEntry> entries, ComparedBooks books) =>
        [.. entries.Where(one => one.Difference.Books == books).Select(one => new ExplainedDifference(one.Difference, one.Cause))];

    private static DateTimeOffset? Repaired(DifferenceEntry entry) =>
        entry.State is DifferenceState.Repaired or DifferenceState.Gone ? entry.EndedAt : null;

    private static string Table(IReadOnlyList<DifferenceEntry> entries)
    {
        var text = new StringBuilder(
            "id,kind,movement,orderId,refundId,hereAmount,thereAmount,currency,at,cause,confidence,action,state,foundAt,endedAt,outcome\n");
        foreach (var one in entries)
        {
            var row = one.Difference.First;
            string[] cells =
            [
                one.Id, one.Difference.Kind.ToString(), row.Kind.ToString(), one.Difference.OrderId, row.Reference,
                Sum(one.Difference.Here), Sum(one.Difference.There), row.Currency.Code, Time(row.At), one.Cause.Kind.ToString(),
                one.Cause.Confidence.ToString("0.##", CultureInfo.InvariantCulture), one.Action.ToString(), one.State.ToString(),
                Time(one.FoundAt), one.EndedAt is { } end ? Time(end) : "", one.Outcome ?? "",
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    private static string Sum(IReadOnlyList<Core.Reconciliation.MovementRow> rows) =>
        rows.Count == 0 ? "" : rows.Sum(row => row.Amount).ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Quoted where CSV needs it, and never a formula to a spreadsheet.</summary>
    private static string Cell(string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t';
        if (!isFormula && text.AsSpan().IndexOfAny(",\"\n\r") < 0) return text;
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private Task WriteAsync(string name, string text, CancellationToken cancellation) =>
        blobs.WriteAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), cancellation);
}
