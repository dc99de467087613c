using System.Globalization;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Core.Settlements;

/// <summary>
/// Decides what becomes of a payment that was kept frozen until its date: what is left of it then is released, once.
/// </summary>
/// <remarks>
/// Pure. The release is a split without receivers whose id is made from its sequence (<c>auto-settle-1</c>): asked for
/// twice, it is one. The next sequence begins only after the provider closed the one before. How much is released is what
/// shares and refunds have left by then.
/// </remarks>
public static class SettlementDecision
{
    private const string OfOurs = $"{SplitIdRule.OfOurs}settle-";

    /// <param name="splits">All of the order's, as they stand.</param>
    public static SettlementPlan Decide(Order order, IReadOnlyList<Split> splits)
    {
        if (splits.FirstOrDefault(split => split.UnfreezeRest && SplitMachine.IsOpen(split.State)) is { } going)
            return new(SettlementStep.Wait, Waits: going);
        if (order.Sharing == SharingState.Ended) return new(SettlementStep.Settled);
        return Standing(order) switch
        {
            SettlementStep.Release => new(SettlementStep.Release, Next(splits)),
            var step => new(step),
        };
    }

    private static SettlementStep Standing(Order order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => SettlementStep.Wait,
        OrderState.Closed or OrderState.Failed or OrderState.Revoked or OrderState.Refunded => SettlementStep.NothingLeft,
        OrderState.Paid or OrderState.PartiallyRefunded => OfPaid(order),
    };

    private static SettlementStep OfPaid(Order order)
    {
        if (order.Sharing == SharingState.None) return SettlementStep.NothingLeft; // It was never frozen.
        if (order.IsBeingReversed || !order.ShareReserved.IsZero || order.Sharable.MinorUnits < 0)
            return SettlementStep.Wait;
        if (!order.Sharable.IsZero) return SettlementStep.Release;
        // A refund that is closed leaves its amount frozen as it was.
        return order.RefundReserved.IsZero ? SettlementStep.NothingLeft : SettlementStep.Wait;
    }

    private static NewSplit Next(IReadOnlyList<Split> splits)
    {
        var before = splits.Count(split => split.Id.StartsWith(OfOurs, StringComparison.Ordinal));
        return new(OfOurs + (before + 1).ToString(CultureInfo.InvariantCulture), [], UnfreezeRest: true);
    }
}
