using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Flows;

namespace PayFunctions.Refunds;

/// <summary>What a refund's orchestration starts with: which refund, and the plan of its wakes.</summary>
/// <param name="IsWritten">The refund is in the store: the first wake is at once. Else its request is still being taken,
/// and a hint tells when it is there.</param>
/// <param name="Notifies">Whether the order's merchant is told of what becomes of it.</param>
public sealed record RefundLife(
    string Tenant, string OrderId, string RefundId, bool IsWritten, double FirstPollSeconds, double PollGrowth,
    double LongestPollSeconds, double GiveUpAfterSeconds, bool Notifies = false,
    RetryPlan? Retries = null)
{
    internal static RefundLife Of(Order order, Refund refund, bool isWritten, RefundsOptions options, RetryPlan retries) => new(
        order.Key.Tenant, order.Key.OrderId, refund.Id, isWritten, options.FirstPoll.TotalSeconds, options.PollGrowth,
        options.LongestPoll.TotalSeconds, options.GiveUpAfter.TotalSeconds, order.Notify is not null,
        retries);

    /// <summary>When to wake: ever less, until nobody hopes any more.</summary>
    internal IEnumerable<DateTime> Wakes(DateTime now) =>
        WakePlan.Of(now, IsWritten, FirstPollSeconds, PollGrowth, LongestPollSeconds, GiveUpAfterSeconds);
}
