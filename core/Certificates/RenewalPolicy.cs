namespace PayFunctions.Core.Certificates;

/// <summary>Decides when a provider is asked for its certificates.</summary>
public static class RenewalPolicy
{
    private const int DoublingsMax = 16;

    /// <param name="certificates">All of one account; a bare public key counts as one without an end.</param>
    /// <param name="last">Null when none was made yet: then it is due at once.</param>
    /// <param name="overlap">For how long a superseded one is usable.</param>
    /// <param name="share">This instance's share of the jitter, 0 to 1; the same each time.</param>
    public static RenewalDecision Decide(
        DateTimeOffset now, IReadOnlyCollection<WatchedCertificate> certificates, LastAttempt? last,
        RenewalRules rules, TimeSpan overlap, double share)
    {
        var urgency = Urgency(now, certificates, rules, overlap);
        if (last is null) return new(urgency, now);

        var wait = Wait(urgency, last.Failures, rules);
        var dueAt = last.At + wait + wait * (rules.Jitter * share);
        return new(now < dueAt ? RenewalAction.Nothing : urgency, dueAt);
    }

    /// <summary>How pressing it is to ask, were there no attempt before.</summary>
    public static RenewalAction Urgency(
        DateTimeOffset now, IReadOnlyCollection<WatchedCertificate> certificates, RenewalRules rules, TimeSpan overlap)
    {
        var isUsable = false;
        DateTimeOffset? end = null;
        foreach (var certificate in certificates)
        {
            var state = certificate.StateAt(now, overlap);
            if (state is not (CertificateState.Active or CertificateState.Preparing)) continue;
            isUsable |= now >= certificate.NotBefore;
            if (end is null || certificate.NotAfter > end) end = certificate.NotAfter;
        }

        if (!isUsable) return RenewalAction.Emergency;
        var left = end!.Value - now;
        if (left <= rules.PrefetchBefore) return RenewalAction.Prefetch;
        return left <= rules.RenewBefore ? RenewalAction.Renew : RenewalAction.Refresh;
    }

    private static TimeSpan Wait(RenewalAction urgency, int failures, RenewalRules rules)
    {
        var usual = urgency switch
        {
            RenewalAction.Nothing or RenewalAction.Refresh => rules.RefreshEvery,
            RenewalAction.Renew => rules.RenewEvery,
            RenewalAction.Prefetch => rules.PrefetchEvery,
            RenewalAction.Emergency => rules.AtMostEvery,
        };
        if (failures == 0) return Longer(usual, rules.AtMostEvery);
        // A failure is made good sooner than a success is repeated; soonest while callbacks wait for a key.
        var longest = urgency == RenewalAction.Emergency ? rules.AtMostEvery : rules.LongestRetry;
        return Shorter(Shorter(usual, longest), rules.FirstRetry * (1 << Math.Min(failures - 1, DoublingsMax)));
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
