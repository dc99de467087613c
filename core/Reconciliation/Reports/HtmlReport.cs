using System.Globalization;
using System.Net;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>Writes a report as one page that needs nothing else: no script, no font, no picture from anywhere.</summary>
public static class HtmlReport
{
    private const double Objective = 0.9995;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2733;background:#fff}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}.tiles{display:flex;gap:1rem;flex-wrap:wrap}
        .tile{border:1px solid #d5dce4;border-radius:.5rem;padding:.6rem 1rem;min-width:9rem}.tile b{display:block;font-size:1.4rem}
        .good{color:#136c3a}.bad{color:#b3261e}table{border-collapse:collapse;width:100%;font-size:.86rem}
        th,td{border-bottom:1px solid #e3e8ee;padding:.3rem .5rem;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto}svg{max-width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#1d2733}
        @media(prefers-color-scheme:dark){body{background:#12171d;color:#dde5ee}svg text{fill:#dde5ee}.tile,th,td{border-color:#33404d}
        .good{color:#5ccf8e}.bad{color:#ff8a80}}
        """;

    public static void Write(TextWriter to, ReconciliationReport report)
    {
        to.Write($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        to.Write($"<title>{Text(report.Title)}</title><style>{Style}</style></head><body><h1>{Text(report.Title)}</h1>");
        to.Write(FormattableString.Invariant($"<p>Made {report.Made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.</p>"));
        HeatMap.Write(to, report.Channels);
        foreach (var channel in report.Channels) WriteChannel(to, channel);
        to.Write("</body></html>\n");
    }

    internal static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    private static void WriteChannel(TextWriter to, ChannelReport channel)
    {
        var coverage = channel.Coverage;
        to.Write($"<section><h2>{Text(channel.Channel)}</h2><div class=\"tiles\">");
        Tile(to, "match rate", coverage.MatchRate.ToString("P4", CultureInfo.InvariantCulture), coverage.MatchRate >= Objective);
        Tile(to, "rows here", Number(coverage.Here.In.Rows), null);
        Tile(to, "rows there", Number(coverage.There.In.Rows), null);
        Tile(to, "pairs that agree", Number(coverage.Pairs), null);
        Tile(to, "differences", Number(coverage.Disagreements), coverage.Disagreements == 0);
        Tile(to, "every row accounted for", coverage.Holds ? "yes" : "no", coverage.Holds);
        to.Write("</div>");
        BarChart.Write(to, "Differences by kind", DifferenceKinds.All.Select(kind => (kind.ToString(), coverage.Found(kind))));
        BarChart.Write(to, "Causes of those listed", channel.Differences.GroupBy(one => one.Cause.Kind).Select(group => (group.Key.ToString(), group.LongCount())));
        WriteDifferences(to, channel);
        to.Write("</section>");
    }

    private static void Tile(TextWriter to, string name, string value, bool? isGood)
    {
        var tone = isGood switch { true => " class=\"good\"", false => " class=\"bad\"", null => "" };
        to.Write($"<div class=\"tile\">{Text(name)}<b{tone}>{Text(value)}</b></div>");
    }

    private static void WriteDifferences(TextWriter to, ChannelReport channel)
    {
        if (channel.Differences.Count == 0) return;
        to.Write($"<h3>Differences, {Number(channel.Differences.Count)} listed</h3><div class=\"scroll\"><table><thead><tr><th>kind</th><th>order</th>"
            + "<th>refund</th><th>here</th><th>there</th><th>currency</th><th>at (UTC)</th><th>lines</th><th>cause</th></tr></thead><tbody>");
        foreach (var (difference, cause) in channel.Differences)
        {
            var (here, there) = (difference.Here.FirstOrDefault(), difference.There.FirstOrDefault());
            to.Write($"<tr><td>{difference.Kind}</td><td>{Text(difference.First.OrderId)}</td><td>{Text(difference.First.Reference)}</td>");
            to.Write($"<td class=\"n\">{Amounts(difference.Here)}</td><td class=\"n\">{Amounts(difference.There)}</td>");
            to.Write(FormattableString.Invariant(
                $"<td>{difference.First.Currency.Code}</td><td>{difference.First.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}</td><td>{here?.Line} / {there?.Line}</td>"));
            to.Write(FormattableString.Invariant($"<td>{cause.Kind} ({cause.Confidence:P0}): {Text(cause.Evidence)}</td></tr>"));
        }

        to.Write("</tbody></table></div>");
    }

    private static string Amounts(IReadOnlyList<MovementRow> rows) => string.Join(" + ", rows.Select(row => Number(row.Amount)));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
