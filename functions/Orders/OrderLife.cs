using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>
/// What an order's orchestration starts with: which order, and the plan of its wakes. Recorded in its history.
/// </summary>
public sealed record OrderLife(
    string Tenant, string OrderId, DateTimeOffset ExpiresAt, double FirstPollSeconds, double PollGrowth,
    double LongestPollSeconds, double LongestClosePollSeconds, double GiveUpAfterSeconds,
    bool Notifies = false, RetryPlan? Retries = null, bool TopsUp = false, bool Settles = false)
{
    /// <summary>The most wakes after the expiry, whatever the settings say: a history is no place to live in.</summary>
    private const int ClosingWakesMax = 400;

    internal static OrderLife Of(Order order, OrdersOptions options, RetryPlan retries) => new(
        order.Key.Tenant, order.Key.OrderId, order.ExpiresAt, options.FirstPoll.TotalSeconds, options.PollGrowth,
        options.LongestPoll.TotalSeconds, options.LongestClosePoll.TotalSeconds, options.GiveUpAfter.TotalSeconds,
        order.Notify is not null, retries, order.TopUp is not null, order.SettleAfterSeconds is not null);

    /// <summary>When to wake: by the poll plan until the expiry, then ever less until nobody hopes any more.</summary>
    internal IEnumerable<DateTime> Wakes(DateTime now)
    {
        var plan = new PollPlan(Seconds(FirstPollSeconds), PollGrowth, Seconds(LongestPollSeconds));
        foreach (var wake in plan.Until(ExpiresAt, new DateTimeOffset(now, TimeSpan.Zero)))
            yield return wake.UtcDateTime;

        var at = ExpiresAt.UtcDateTime;
        if (now >= at)
        {
            yield return now; // Started late, or anew: from here on it is asked about as if it expired now.
            at = now;
        }

        var last = at.AddSeconds(GiveUpAfterSeconds);
        var wait = FirstPollSeconds;
        for (var left = ClosingWakesMax; left > 0 && at < last; left--)
        {
            at = at.AddSeconds(wait);
            wait = Math.Min(wait * PollGrowth, LongestClosePollSeconds);
            yield return at;
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
