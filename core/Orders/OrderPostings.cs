using PayFunctions.Core.Ledger;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;

namespace PayFunctions.Core.Orders;

/// <summary>The postings an order makes: two entries of one amount each, but a split, which has one a receiver and a posting for each seven.</summary>
/// <remarks>
/// <c>receivable/{channel}/{merchantId}</c> is what the provider owes us, <c>merchant/{tenant}</c> what is the
/// tenant's, <c>suspense/late-payment</c> what came for an order that had ended and is to go back, and
/// <c>suspense/second-payment</c> what came once more; <c>suspense/quarantined-payment</c> what an operator sends back.
/// <c>rounding/{channel}</c> is what its bills had more or less by a minor unit.
/// <c>receiver/{channel}/{account}</c> is what that receiver of shares has got.
/// </remarks>
public static class OrderPostings
{
    public const string LatePaymentAccount = "suspense/late-payment";

    public const string SecondPaymentAccount = "suspense/second-payment";

    public const string QuarantinedPaymentAccount = "suspense/quarantined-payment";

    /// <summary>The kind of the posting that books what the order was paid.</summary>
    public const string PaymentKind = "payment";

    /// <summary>The kind of the posting that books a rounding of the provider's bill.</summary>
    public const string AdjustmentKind = "adjustment";

    /// <summary>The kind of the posting that books that its payment went back as a whole.</summary>
    public const string ReversalKind = "reversal";

    /// <summary>The kind of the posting that books a split.</summary>
    public const string SplitKind = "split";

    /// <summary>The kind of the posting that books a share's return.</summary>
    public const string SplitReturnKind = "split-return";

    /// <summary>A posting's row holds eight entries, and the merchant's is one of them.</summary>
    private const int SharesAPosting = 7;

    private const string RefundKind = "refund";

    private const string SuspenseRefundKind = "suspense-refund";

    /// <summary>The kind of the posting that books that refund.</summary>
    public static string KindOf(Refund refund) => refund.IsOfTheOrder ? RefundKind : SuspenseRefundKind;

    public static Posting Payment(Order order, DateTimeOffset at) =>
        Transfer(order, at, PaymentKind, Receivable(order), Merchant(order), order.Total);

    public static Posting LatePayment(Order order, DateTimeOffset at) =>
        Transfer(order, at, "late-payment", Receivable(order), LatePaymentAccount, order.Total);

    public static Posting SecondPayment(Order order, DateTimeOffset at) =>
        Transfer(order, at, "second-payment", Receivable(order), SecondPaymentAccount, order.Total);

    public static Posting QuarantinedPayment(Order order, Money amount, DateTimeOffset at) =>
        Transfer(order, at, "quarantined-payment", Receivable(order), QuarantinedPaymentAccount, amount);

    public static Posting Reversal(Order order, DateTimeOffset at) =>
        Transfer(order, at, ReversalKind, Merchant(order), Receivable(order), order.Paid);

    public static Posting Refund(Order order, Money amount, DateTimeOffset at) =>
        Transfer(order, at, RefundKind, Merchant(order), Receivable(order), amount);

    /// <summary>A payment that nobody could use has gone back.</summary>
    public static Posting SuspenseRefund(Order order, Refund refund, DateTimeOffset at) =>
        Transfer(order, at, SuspenseRefundKind, Suspense(refund.Cause), Receivable(order), refund.Amount);

    public static Posting RefundReversal(Order order, DateTimeOffset at) =>
        Transfer(order, at, "refund-reversal", Receivable(order), Merchant(order), order.Refunded);

    /// <summary>
    /// What the provider's bill has more than we booked, or less where the adjustment is below zero. The same with the other
    /// sign takes it back.
    /// </summary>
    public static Posting Adjustment(Order order, Money adjustment, DateTimeOffset at) => adjustment.MinorUnits > 0
        ? Transfer(order, at, AdjustmentKind, Receivable(order), Rounding(order), adjustment)
        : Transfer(order, at, AdjustmentKind, Rounding(order), Receivable(order), Money.Zero(adjustment.Currency) - adjustment);

    /// <summary>Those receivers have their shares: as many postings as their entries need.</summary>
    public static IReadOnlyList<Posting> Split(Order order, Split split, DateTimeOffset at)
    {
        var postings = new List<Posting>();
        foreach (var some in Received(split).Chunk(SharesAPosting))
        {
            var sum = some.Sum(share => share.Amount.MinorUnits);
            postings.Add(new(order.Postings + postings.Count + 1, at, SplitKind,
            [
                new(Merchant(order), sum, 0, split.Rest.Currency),
                .. some.Select(share => new Entry(Receiver(order, share.Account), 0, share.Amount.MinorUnits, share.Amount.Currency)),
            ]));
        }

        return postings;
    }

    /// <summary>How many postings book that split, in a row.</summary>
    public static int CountOf(Split split) => (Received(split).Count() + SharesAPosting - 1) / SharesAPosting;

    private static IEnumerable<Share> Received(Split split) =>
        split.Shares.Where(share => share.Result == ShareResult.Received);

    /// <summary>A receiver has given a share back.</summary>
    public static Posting SplitReturn(Order order, ShareReturn given, DateTimeOffset at) =>
        Transfer(order, at, SplitReturnKind, Receiver(order, given.Account), Merchant(order), given.Amount);

    public static string Receiver(Order order, string account) => $"receiver/{order.Channel}/{account}";

    public static string Receivable(Order order) => $"receivable/{order.Channel}/{order.MerchantId}";

    public static string Merchant(Order order) => $"merchant/{order.Key.Tenant}";

    private static string Rounding(Order order) => $"rounding/{order.Channel}";

    private static string Suspense(RefundCause cause) => cause switch
    {
        RefundCause.LatePayment => LatePaymentAccount,
        RefundCause.SecondPayment => SecondPaymentAccount,
        RefundCause.QuarantinedPayment => QuarantinedPaymentAccount,
        RefundCause.MerchantRequest or RefundCause.TopUpFailed => throw new ArgumentException("It comes out of the order.", nameof(cause)),
    };

    private static Posting Transfer(
        Order order, DateTimeOffset at, string kind, string debit, string credit, Money amount) =>
        new(order.Postings + 1, at, kind,
        [
            new(debit, amount.MinorUnits, 0, amount.Currency),
            new(credit, 0, amount.MinorUnits, amount.Currency),
        ]);
}
