using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;

namespace PayFunctions.Refunds;

/// <summary>Why a refund is not taken: the rule and its numbers.</summary>
internal static class RefundProblems
{
    public static Problem NoSuchRefund { get; } = new(404, "no-such-refund", "The order has no such refund.");

    public static Problem Of(RefundRule broken, Order order, NewRefund asked, Refund? known) => broken switch
    {
        RefundRule.PaidOrder => new(409, "not-paid", "Only what was paid can be refunded.")
        {
            State = order.State,
            Detail = $"Paid: {order.Paid.MinorUnits} {order.Total.Currency.Code}.",
        },
        RefundRule.SameCurrency => new(422, "other-currency", "A refund is in the order's own currency.")
        {
            Detail = $"The order was paid in {order.Paid.Currency.Code}; asked for: {asked.Amount.Currency.Code}.",
        },
        RefundRule.WithinRest => new(422, "above-rest", "Refunds together never exceed what was paid.")
        {
            State = order.State,
            Detail = Rest(order, asked.Amount),
        },
        RefundRule.NotOnAWallet => new(409, "topped-up", "What was put on a wallet is spent from there.")
        {
            State = order.State,
            Detail = $"The order tops up the account {order.TopUp} by {order.Paid.MinorUnits} {order.Paid.Currency.Code}.",
        },
        RefundRule.NotBeingReversed => new(409, "being-reversed", "The whole is on its way back by a reversal.")
        {
            State = order.State,
            Detail = $"Paid: {order.Paid.MinorUnits} {order.Paid.Currency.Code}; the reversal was asked for at "
                + $"{order.Reversal!.RequestedAt:O}.",
        },
        RefundRule.OneRefundAnId => new(409, "refund-exists", "There is another refund with this id.")
        {
            Detail = $"It sends {known!.Amount.MinorUnits} {known.Amount.Currency.Code} back; asked for: "
                + $"{asked.Amount.MinorUnits} {asked.Amount.Currency.Code}.",
        },
    };

    private static string Rest(Order order, Money asked) =>
        $"Paid: {order.Paid.MinorUnits}, refunded: {order.Refunded.MinorUnits}, under way: "
        + $"{order.RefundReserved.MinorUnits}, left: {order.Refundable.MinorUnits}, asked for: {asked.MinorUnits} "
        + $"{asked.Currency.Code}.";
}
