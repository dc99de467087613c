using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Quality;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>One channel's part of the page.</summary>
internal static class ChannelSection
{
    public static void Write(TextWriter to, ChannelReport channel, MatchObjective objective, DateTimeOffset now)
    {
        to.Write($"<section><h2>{Html.Text(channel.Channel)}</h2>");
        WriteTiles(to, channel, objective, now);
        BarChart.Write(to, "Differences by kind", DifferenceKinds.All.Select(kind => (kind.ToString(), channel.Coverage.Found(kind))));
        BarChart.Write(to, "Causes of those listed", channel.Differences.GroupBy(one => one.Cause.Kind).Select(group => (group.Key.ToString(), group.LongCount())));
        WriteTimes(to, channel.Times, now);
        ShadowSection.Write(to, channel);
        DifferenceTable.Write(to, channel.Differences);
        if (channel.Audit is { } audit) WriteAudit(to, audit);
        to.Write("</section>");
    }

    private static void WriteTiles(TextWriter to, ChannelReport channel, MatchObjective objective, DateTimeOffset now)
    {
        var coverage = channel.Coverage;
        to.Write("<div class=\"tiles\">");
        Html.Tile(to, "match rate", Html.Share(coverage.MatchRate), coverage.MatchRate >= objective.Rate);
        if (channel.Outcome is { } outcome)
        {
            var state = objective.Judge(outcome, now);
            Html.Tile(to, $"objective: {Html.Share(objective.Rate)} by {Html.Instant(objective.DueOf(outcome.Day))} UTC", state.ToString(),
                state switch { ObjectiveState.Met => true, ObjectiveState.Pending => null, ObjectiveState.TooLow or ObjectiveState.Late or ObjectiveState.Overdue => false });
            if (outcome.FinalAt is { } final) Html.Tile(to, "final at (UTC)", Html.Instant(final), null);
        }

        Html.Tile(to, "rows here", Html.Number(coverage.Here.In.Rows), null);
        Html.Tile(to, "rows there", Html.Number(coverage.There.In.Rows), null);
        Html.Tile(to, "pairs that agree", Html.Number(coverage.Pairs), null);
        Html.Tile(to, "differences", Html.Number(coverage.Disagreements), coverage.Disagreements == 0);
        Html.Tile(to, "every row accounted for", coverage.Holds ? "yes" : "no", coverage.Holds);
        if (channel.Audit is { } audit) Html.Tile(to, "audit chain", audit.Broken is null ? "holds" : $"broken at row {audit.Broken.Sequence}", audit.Broken is null);
        to.Write("</div>");
    }

    private static void WriteTimes(TextWriter to, IReadOnlyList<CauseTimes> times, DateTimeOffset now)
    {
        if (times.Count == 0) return;
        Html.Table(to, "Time to detect and to repair, by cause", ["cause", "found", "repaired", "mean time to detect", "mean time to repair", "oldest open for"],
            times.Select(one => new[]
            {
                one.Cause.ToString(), Html.Number(one.Found), Html.Number(one.Repaired), Html.Span(one.MeanToDetect),
                one.MeanToRepair is { } repair ? Html.Span(repair) : "", one.OldestOpen is { } open ? Html.Span(now - open) : "",
            }));
    }

    private static void WriteAudit(TextWriter to, AuditReport audit)
    {
        if (audit.Broken is { } broken) to.Write($"<p class=\"bad\">The audit chain is broken at row {broken.Sequence}: {Html.Text(broken.What)}.</p>");
        Html.Table(to, "Audit", ["row", "at (UTC)", "who", "what", "on", "detail", "hash"],
            audit.Rows.Select(row => new[]
            {
                Html.Number(row.Sequence), Html.Instant(row.Entry.At), row.Entry.Actor, row.Entry.Action, row.Entry.Subject,
                row.Entry.Detail, row.Hash.Length > 12 ? row.Hash[..12] : row.Hash,
            }));
    }
}
