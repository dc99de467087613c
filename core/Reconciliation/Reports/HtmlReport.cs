using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>
/// Writes a report as one page that needs nothing else: no script, no font, no picture from anywhere. Its own policy forbids
/// all of that, so that even a cell that was escaped wrongly could fetch and run nothing.
/// </summary>
public static class HtmlReport
{
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

    /// <summary>What a server should send with the page, as the page says of itself.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    public static void Write(TextWriter to, ReconciliationReport report)
    {
        to.Write("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        to.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentSecurityPolicy}\"><meta name=\"viewport\" content=\"width=device-width\">");
        to.Write($"<title>{Html.Text(report.Title)}</title><style>{Style}</style></head><body><h1>{Html.Text(report.Title)}</h1>");
        to.Write($"<p>Made {Html.Instant(report.Made)} UTC.</p>");
        HeatMap.Write(to, report.Channels);
        foreach (var channel in report.Channels) ChannelSection.Write(to, channel, report.Objective, report.Made);
        to.Write("</body></html>\n");
    }
}
