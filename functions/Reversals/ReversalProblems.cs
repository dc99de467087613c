using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Edge;

namespace PayFunctions.Reversals;

/// <summary>Why an order is not reversed: the rule and its numbers, and what to do instead.</summary>
internal static class ReversalProblems
{
    public static Problem Channel(Order order) =>
        new(409, "channel-cannot-reverse", "The order's channel has no reversal.")
        {
            State = order.State,
            Detail = $"{order.Channel} can't take an order back as a whole. Unpaid: POST close. Paid: POST refunds.",
        };

    /// <param name="broken">Null: the order's state alone stands in the way.</param>
    public static Problem Of(ReversalRule? broken, Order order, DateTimeOffset now, DateTimeOffset? until)
    {
        var problem = broken switch
        {
            ReversalRule.NotOnAWallet => new(409, "topped-up", "What was put on a wallet is spent from there.")
            {
                Detail = $"The order tops up the account {order.TopUp}. Unpaid: POST close.",
            },
            ReversalRule.NoRefundUnderWay => new(409, "refund-under-way", "A refund of the order is under way.")
            {
                Detail = $"Paid: {order.Paid.MinorUnits}, under way: {order.RefundReserved.MinorUnits} "
                    + $"{order.Total.Currency.Code}. Use refunds for the rest.",
            },
            ReversalRule.NothingShared => new(409, "already-shared", "The order's payment was divided.")
            {
                Detail = $"Shared: {order.Shared.MinorUnits}, under way: {order.ShareReserved.MinorUnits} of "
                    + $"{order.Paid.MinorUnits} {order.Total.Currency.Code}. Use refunds.",
            },
            ReversalRule.WithinWindow => new(409, "window-passed", "A payment is reversed soon after it or not at all.")
            {
                Detail = $"Paid at {order.PaidAt:O}; {order.Channel} reverses until {until:O}; it is {now:O}. Use refunds.",
            },
            ReversalRule.NothingRefunded or null => new Problem(409, "already-refunded", "Only the whole is reversed.")
            {
                Detail = $"Refunded: {order.Refunded.MinorUnits} of {order.Paid.MinorUnits} "
                    + $"{order.Total.Currency.Code}. Use refunds for the rest.",
            },
        };
        return problem with { State = order.State };
    }
}
