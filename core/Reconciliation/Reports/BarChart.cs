using System.Globalization;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>Counts as horizontal bars, drawn in the page.</summary>
internal static class BarChart
{
    private const int RowHeight = 22;
    private const int Left = 150;
    private const int Width = 480;

    public static void Write(TextWriter to, string title, IEnumerable<(string Name, long Count)> bars)
    {
        var shown = bars.Where(bar => bar.Count > 0).OrderByDescending(bar => bar.Count).ToList();
        if (shown.Count == 0) return;
        var most = shown[0].Count;
        to.Write(FormattableString.Invariant(
            $"<h3>{Html.Text(title)}</h3><svg role=\"img\" aria-label=\"{Html.Text(title)}\" width=\"{Left + Width + 80}\" height=\"{shown.Count * RowHeight}\">"));
        for (var i = 0; i < shown.Count; i++)
        {
            var (length, y) = (Math.Max(2, Width * (double)shown[i].Count / most), i * RowHeight);
            to.Write(FormattableString.Invariant(
                $"<text x=\"{Left - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{Html.Text(shown[i].Name)}</text>"));
            to.Write(FormattableString.Invariant($"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{length:F1}\" height=\"16\" rx=\"2\" fill=\"#3b76b8\"/>"));
            to.Write(FormattableString.Invariant($"<text x=\"{Left + length + 6:F1}\" y=\"{y + 15}\">"));
            to.Write(shown[i].Count.ToString("N0", CultureInfo.InvariantCulture) + "</text>");
        }

        to.Write("</svg>");
    }
}
