namespace PayFunctions.Core.Orders;

/// <summary>Why evidence was not applied to an order.</summary>
public enum RefusalReason
{
    /// <summary>It names an order that we never made.</summary>
    UnknownOrder,

    /// <summary>It speaks of an attempt that is not the order's open one.</summary>
    UnknownAttempt,

    /// <summary>It comes from another provider than the order goes through.</summary>
    OtherChannel,

    /// <summary>
    /// It speaks to another account of ours than the order's, or to none where money is said to have moved.
    /// </summary>
    OtherMerchant,

    /// <summary>The amount it states is not the order's, or none is stated where money is said to have moved.</summary>
    OtherAmount,

    /// <summary>The currency it states is not the order's.</summary>
    OtherCurrency,

    /// <summary>
    /// It says that money moved and does not say by which transaction, or undoes another one than the order's.
    /// </summary>
    OtherTransaction,

    /// <summary>
    /// A second payment, by another transaction, of an order that has had its payment. It is booked, goes back by
    /// itself, and is shown to an operator.
    /// </summary>
    SecondPayment,

    /// <summary>
    /// Money came after the order had ended unpaid. It is booked, goes back by itself, and is shown to an operator.
    /// </summary>
    LatePayment,

    /// <summary>It speaks of a refund that we never asked for.</summary>
    UnknownRefund,

    /// <summary>It speaks of another refund of the provider's than the one that ours became.</summary>
    OtherRefund,

    /// <summary>It speaks of a split, or of a share's return, that we never asked for.</summary>
    UnknownSplit,

    /// <summary>It speaks of another split of the provider's than the one that ours became.</summary>
    OtherSplit,

    /// <summary>A refund that was given up went after all, and what is left of the payment does not cover it.</summary>
    AboveRest,

    /// <summary>A refund is stuck at the provider: an operator has to restart it or give it up.</summary>
    RefundAbnormal,

    /// <summary>Money that nobody can use was to go back, and the provider closed its refund.</summary>
    RefundClosed,

    /// <summary>Only a provider can say it: a merchant or a clock speaks of closing and expiry.</summary>
    NotTheirsToSay,

    /// <summary>The order's state does not allow it.</summary>
    OtherState,
}
