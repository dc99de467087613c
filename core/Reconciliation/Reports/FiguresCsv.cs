using System.Globalization;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>A report's figures as CSV, one a line: <c>channel,figure,of,value</c>.</summary>
/// <remarks>Rates from 0 to 1, times in seconds, instants in UTC. All words are our own: no cell needs quotes.</remarks>
public static class FiguresCsv
{
    public static void Write(TextWriter to, ReconciliationReport report)
    {
        to.Write("channel,figure,of,value\n");
        foreach (var channel in report.Channels)
        {
            foreach (var (figure, of, value) in Of(channel, report))
                to.Write(string.Create(CultureInfo.InvariantCulture, $"{channel.Channel},{figure},{of},{value}\n"));
        }
    }

    private static IEnumerable<(string Figure, string Of, IFormattable Value)> Of(ChannelReport channel, ReconciliationReport report)
    {
        var coverage = channel.Coverage;
        yield return ("matchRate", "", coverage.MatchRate);
        yield return ("rows", "here", coverage.Here.In.Rows);
        yield return ("rows", "there", coverage.There.In.Rows);
        yield return ("pairs", "", coverage.Pairs);
        yield return ("differences", "", coverage.Disagreements);
        foreach (var kind in DifferenceKinds.All.Where(kind => coverage.Found(kind) > 0)) yield return ("found", kind.ToString(), coverage.Found(kind));
        for (var hour = 0; hour < channel.ByHour.Count; hour++) yield return ("differencesInHour", hour.ToString(CultureInfo.InvariantCulture), channel.ByHour[hour]);
        foreach (var cause in channel.Differences.GroupBy(one => one.Cause.Kind).OrderBy(group => group.Key)) yield return ("listedOfCause", cause.Key.ToString(), cause.LongCount());
        foreach (var one in channel.Times)
        {
            yield return ("meanSecondsToDetect", one.Cause.ToString(), one.MeanToDetect.TotalSeconds);
            if (one.MeanToRepair is { } repair) yield return ("meanSecondsToRepair", one.Cause.ToString(), repair.TotalSeconds);
            yield return ("open", one.Cause.ToString(), one.Found - one.Repaired);
        }

        if (channel.Outcome is { } outcome) yield return ("objective", report.Objective.Judge(outcome, report.Made).ToString(), report.Objective.Rate);
        if (channel.Shadow is { Refusal: null } shadow) yield return ("shadowDifferences", "", shadow.Shadow.Disagreements);
    }
}
