using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Settlements;

/// <summary>What a deferred settlement starts with: which order, when, and the plan of its wakes after that.</summary>
public sealed record SettlementLife(
    string Tenant, string OrderId, DateTimeOffset DueAt, double FirstPollSeconds, double PollGrowth,
    double LongestPollSeconds, double GiveUpAfterSeconds)
{
    internal OrderName Order => new(Tenant, OrderId);

    internal static SettlementLife Of(OrderKey key, DateTimeOffset dueAt, SplitsOptions options) => new(
        key.Tenant, key.OrderId, dueAt, options.FirstPoll.TotalSeconds, options.PollGrowth,
        options.LongestPoll.TotalSeconds, options.GiveUpAfter.TotalSeconds);

    /// <summary>When to look, from the date on: ever less, until nobody hopes any more.</summary>
    internal IEnumerable<DateTime> Wakes(DateTime now)
    {
        var due = DueAt.UtcDateTime;
        return WakePlan.Of(
            due > now ? due : now, atOnce: true, FirstPollSeconds, PollGrowth, LongestPollSeconds, GiveUpAfterSeconds);
    }
}
