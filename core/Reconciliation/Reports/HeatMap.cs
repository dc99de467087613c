using System.Globalization;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>Channel by hour: where a day's differences lie, drawn in the page.</summary>
internal static class HeatMap
{
    private const int Cell = 30;
    private const int Left = 130;
    private const int Top = 20;

    public static void Write(TextWriter to, IReadOnlyList<ChannelReport> channels)
    {
        var most = channels.SelectMany(channel => channel.ByHour).DefaultIfEmpty().Max();
        to.Write(FormattableString.Invariant(
            $"<h2>Differences by channel and hour in China</h2><svg role=\"img\" aria-label=\"Differences by channel and hour\" width=\"{Left + 24 * Cell}\" height=\"{Top + channels.Count * Cell}\">"));
        for (var hour = 0; hour < 24; hour++)
            to.Write(FormattableString.Invariant($"<text x=\"{Left + hour * Cell + Cell / 2}\" y=\"14\" text-anchor=\"middle\">{hour}</text>"));
        for (var row = 0; row < channels.Count; row++) WriteRow(to, channels[row], row, most);
        to.Write("</svg>");
    }

    private static void WriteRow(TextWriter to, ChannelReport channel, int row, long most)
    {
        var y = Top + row * Cell;
        to.Write(FormattableString.Invariant($"<text x=\"{Left - 8}\" y=\"{y + 20}\" text-anchor=\"end\">{Html.Text(channel.Channel)}</text>"));
        for (var hour = 0; hour < channel.ByHour.Count; hour++)
        {
            var count = channel.ByHour[hour];
            var share = most == 0 ? 0 : Math.Sqrt((double)count / most);
            var colour = count == 0 ? "#8a97a522" : string.Create(CultureInfo.InvariantCulture, $"hsl(8 75% {88 - 45 * share:F0}%)");
            to.Write(FormattableString.Invariant(
                $"<rect x=\"{Left + hour * Cell + 1}\" y=\"{y + 1}\" width=\"{Cell - 2}\" height=\"{Cell - 2}\" rx=\"3\" fill=\"{colour}\"><title>{Html.Text(channel.Channel)} {hour}:00, {count}</title></rect>"));
        }
    }
}
