using System.Globalization;
using System.Net;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>The few forms that the page is made of. Everything that others wrote goes through <see cref="Text"/>.</summary>
internal static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double share) => share.ToString("P4", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span.TotalDays >= 1
        ? span.ToString(@"d\d\ hh\h", CultureInfo.InvariantCulture)
        : span.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    public static void Tile(TextWriter to, string name, string value, bool? isGood)
    {
        var tone = isGood switch { true => " class=\"good\"", false => " class=\"bad\"", null => "" };
        to.Write($"<div class=\"tile\">{Text(name)}<b{tone}>{Text(value)}</b></div>");
    }

    public static void Table(TextWriter to, string title, string[] columns, IEnumerable<string?[]> rows)
    {
        to.Write($"<h3>{Text(title)}</h3><div class=\"scroll\"><table><thead><tr>");
        foreach (var column in columns) to.Write($"<th>{Text(column)}</th>");
        to.Write("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            to.Write("<tr>");
            foreach (var cell in row) to.Write($"<td>{Text(cell)}</td>");
            to.Write("</tr>");
        }

        to.Write("</tbody></table></div>");
    }
}
