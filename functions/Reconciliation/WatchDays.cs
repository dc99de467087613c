using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Reconciliation;

/// <summary>Holds the last day that was due of every channel against the objective, and tells what misses it.</summary>
/// <remarks>
/// It asks the book and not the runs, so a day that nobody started is told like one that waits. It tells again each time, for as
/// long as that is so: an alert stands while its cause does. Two at once tell it twice, which does no harm.
/// </remarks>
public sealed class WatchDays(
    DayStarting days, DayQuality quality, ReconciliationBook book, TimeProvider clock, ILogger<WatchDays> log)
{
    /// <summary>What has become final at last is no news for longer than the alert looks back.</summary>
    private static readonly TimeSpan LateIsNewsFor = TimeSpan.FromHours(1);

    [Function(nameof(WatchDays))]
    public async Task RunAsync([TimerTrigger("%Schedules:WatchDays%")] TimerInfo timer, CancellationToken cancellation)
    {
        var (objective, now) = (quality.Objective, clock.GetUtcNow());
        var day = objective.NewestDue(now);
        foreach (var (tenant, channel) in days.Channels())
            await JudgeAsync(new(tenant, channel, day), objective, now, cancellation);
    }

    private async Task JudgeAsync(RunKey key, MatchObjective objective, DateTimeOffset now, CancellationToken cancellation)
    {
        var outcome = await quality.OutcomeAsync(key, cancellation);
        var due = objective.DueOf(key.Day);
        Measure(key, outcome.FinalAt is not null, outcome.MatchRate);
        if (outcome.FinalAt is not { } final)
        {
            var last = await book.LastAsync(key, cancellation);
            log.DayNotFinal(key.ToString(), due, last?.Run.State.ToString() ?? "none");
            return;
        }

        if (final > due && now - final <= LateIsNewsFor) log.DayFinalLate(key.ToString(), final, due);
        if (outcome.MatchRate < objective.Rate) log.MatchRateTooLow(key.ToString(), outcome.Rows, outcome.MatchRate, objective.Rate);
    }

    private static void Measure(RunKey key, bool isFinal, double matchRate)
    {
        KeyValuePair<string, object?> tenant = new("tenant", key.Tenant), channel = new("channel", key.Channel);
        PayFunctionsTelemetry.DayIsFinal.Record(isFinal ? 1 : 0, tenant, channel);
        if (isFinal) PayFunctionsTelemetry.MatchRate.Record(matchRate, tenant, channel);
    }
}
