using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;

namespace PayFunctions.Splits;

/// <summary>What a split's orchestration starts with: which split, or which return of it, and the plan of its wakes.</summary>
/// <param name="IsWritten">It is in the store: the first wake is at once. Else its request is still being taken, and a
/// hint tells when it is there.</param>
/// <param name="Notifies">Whether the order's merchant is told of what becomes of it.</param>
public sealed record SplitLife(
    string Tenant, string OrderId, string SplitId, string? ReturnId, bool IsWritten, double FirstPollSeconds,
    double PollGrowth, double LongestPollSeconds, double GiveUpAfterSeconds, bool Notifies = false,
    RetryPlan? Retries = null)
{
    /// <summary>The most wakes, whatever the settings say: a history is no place to live in.</summary>
    private const int WakesMax = 400;

    internal static SplitLife Of(
        Order order, string splitId, string? returnId, bool isWritten, SplitsOptions options, RetryPlan retries) => new(
        order.Key.Tenant, order.Key.OrderId, splitId, returnId, isWritten, options.FirstPoll.TotalSeconds,
        options.PollGrowth, options.LongestPoll.TotalSeconds, options.GiveUpAfter.TotalSeconds,
        order.Notify is not null, retries);

    /// <summary>When to wake: ever less, until nobody hopes any more.</summary>
    internal IEnumerable<DateTime> Wakes(DateTime now)
    {
        var last = now.AddSeconds(GiveUpAfterSeconds);
        if (IsWritten) yield return now;
        var wait = FirstPollSeconds;
        for (var left = WakesMax; left > 0 && now < last; left--)
        {
            now = now.AddSeconds(wait);
            wait = Math.Min(wait * PollGrowth, LongestPollSeconds);
            yield return now;
        }
    }
}
