namespace PayFunctions.Core.Routing;

/// <summary>What becomes of a breaker by what is heard of its channel.</summary>
/// <remarks>Pure: the clock comes in with each question.</remarks>
public static class Breaker
{
    /// <summary>After a call; the counts are to be kept by whoever heard it, and begin anew when the phase changes.</summary>
    public static BreakerStanding AfterCalls(
        BreakerStanding standing, CallCounts counts, DateTimeOffset now, BreakerRules rules) =>
        counts.Trips(rules) is { } reason ? After(standing, BreakerEvent.Tripped, reason, now) : standing;

    /// <summary>Once its pause is over it may be probed.</summary>
    public static BreakerStanding AsTimeGoes(BreakerStanding standing, DateTimeOffset now, BreakerRules rules) =>
        standing.Phase == BreakerPhase.Open && now >= standing.Since + rules.OpenFor
            ? After(standing, BreakerEvent.CooledDown, BreakerReason.CooledDown, now)
            : standing;

    /// <summary>After a probe.</summary>
    public static BreakerStanding AfterProbe(BreakerStanding standing, CallHeard probe, BreakerRules rules)
    {
        if (probe.Failed || probe.Took > rules.SlowAfter)
            return After(standing, BreakerEvent.ProbeFailed, BreakerReason.ProbeFailed, probe.At);
        if (standing.Phase != BreakerPhase.HalfOpen) return standing;
        var went = standing with { ProbesWent = standing.ProbesWent + 1 };
        return went.ProbesWent < rules.Probes
            ? went
            : After(went, BreakerEvent.Recovered, BreakerReason.Recovered, probe.At);
    }

    private static BreakerStanding After(
        BreakerStanding standing, BreakerEvent happened, BreakerReason reason, DateTimeOffset now)
    {
        var phase = BreakerMachine.Decide(standing.Phase, happened);
        return phase == standing.Phase ? standing : new(phase, now, reason);
    }
}
