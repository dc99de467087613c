using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Orders;

namespace PayFunctions.Reversals;

/// <summary>What a reversal's orchestration starts with: which one of which order, and the plan of its wakes.</summary>
/// <param name="Sequence">Which of the order's reversals.</param>
/// <param name="IsWritten">The request is in the store: the first wake is at once. Else it is still being taken, and a hint
/// tells when it is there.</param>
/// <param name="Notifies">Whether the order's merchant is told of what becomes of it.</param>
public sealed record ReversalLife(
    string Tenant, string OrderId, int Sequence, bool IsWritten, double FirstPollSeconds, double PollGrowth,
    double LongestPollSeconds, double GiveUpAfterSeconds, bool Notifies, RetryPlan Retries)
{
    internal OrderName Order => new(Tenant, OrderId, Notifies);

    internal static ReversalLife Of(
        Order order, int sequence, bool isWritten, OrdersOptions options, RetryPlan retries) => new(
        order.Key.Tenant, order.Key.OrderId, sequence, isWritten, options.FirstPoll.TotalSeconds, options.PollGrowth,
        options.LongestClosePoll.TotalSeconds, options.GiveUpAfter.TotalSeconds, order.Notify is not null, retries);

    /// <summary>When to wake: ever less, until nobody hopes any more.</summary>
    internal IEnumerable<DateTime> Wakes(DateTime now) =>
        WakePlan.Of(now, IsWritten, FirstPollSeconds, PollGrowth, LongestPollSeconds, GiveUpAfterSeconds);
}
