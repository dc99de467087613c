using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;

namespace PayFunctions.Splits;

/// <summary>Why a split or a return is not taken: the rule and its numbers.</summary>
internal static class SplitProblems
{
    public static Problem NoSuchSplit { get; } = new(404, "no-such-split", "The order has no such split.");

    /// <param name="asked">What was asked for, together.</param>
    public static Problem Of(SplitRule broken, Order order, Split? split, string asked) => broken switch
    {
        SplitRule.PaidOrder => new(409, "not-paid", "Only what was paid can be split.")
        {
            State = order.State,
            Detail = $"Paid: {order.Paid.MinorUnits} {order.Total.Currency.Code}.",
        },
        SplitRule.NotOnAWallet => new(409, "topped-up", "What was put on a wallet is spent from there.")
        {
            State = order.State,
            Detail = $"The order tops up the account {order.TopUp} by {order.Paid.MinorUnits} {order.Paid.Currency.Code}.",
        },
        SplitRule.NotBeingReversed => new(409, "being-reversed", "The whole is on its way back by a reversal.")
        {
            State = order.State,
            Detail = $"The reversal was asked for at {order.Reversal!.RequestedAt:O}.",
        },
        SplitRule.MadeForSharing => new(409, "not-for-sharing", "The order was not made for profit sharing."),
        SplitRule.StillFrozen => new(409, "sharing-ended", "The rest was released: nothing more can be shared."),
        SplitRule.NoneUnderWay => new(409, "split-under-way", "The rest is released once no other split is under way.")
        {
            Detail = $"Set apart: {order.ShareReserved.MinorUnits} {order.Total.Currency.Code}.",
        },
        SplitRule.SameCurrency => new(422, "other-currency", "Shares are in the order's own currency.")
        {
            Detail = $"The order was paid in {order.Paid.Currency.Code}; asked for: {asked}.",
        },
        SplitRule.KnownReceiver => new(422, "unknown-receiver", "A receiver is not one that the settings name.")
        {
            Detail = $"Asked for: {asked}.",
        },
        SplitRule.WithinRest => new(422, "above-rest", "Shares and refunds together never exceed what was paid.")
        {
            State = order.State,
            Detail = $"Paid: {order.Paid.MinorUnits}, refunded or about to be: "
                + $"{(order.Refunded + order.RefundReserved).MinorUnits}, shared: {order.Shared.MinorUnits}, under way: "
                + $"{order.ShareReserved.MinorUnits}, left: {order.Sharable.MinorUnits}, asked for: {asked}.",
        },
        SplitRule.OneAnId => new(409, "split-exists", "There is another split, or return, with this id."),
        SplitRule.WithinShare => new(422, "above-share", "A receiver gives back at most what it got by the split.")
        {
            Detail = $"Received by the split: {split?.Received.MinorUnits}, asked for: {asked}.",
        },
        SplitRule.Count => new(409, "too-many-splits", "An order has so many splits and returns, and no more.")
        {
            Detail = $"There are {order.Splits} of {SplitReservation.Most}.",
        },
    };

    public static string Words(NewSplit asked) => asked.Shares.Count == 0
        ? "the rest"
        : string.Join(", ", asked.Shares.Select(share => $"{Words(share.Amount)} to {share.Account}"));

    public static string Words(NewReturn asked) => $"{Words(asked.Amount)} from {asked.Account}";

    private static string Words(Money amount) => $"{amount.MinorUnits} {amount.Currency.Code}";
}
