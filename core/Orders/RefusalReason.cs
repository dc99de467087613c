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

    /// <summary>A second payment, by another transaction, of an order that has had its payment.</summary>
    SecondPayment,

    /// <summary>
    /// Money came after the order had ended unpaid. It is booked, and shown to an operator until it is sent back.
    /// </summary>
    LatePayment,

    /// <summary>Only a provider can say it: a merchant or a clock speaks of closing and expiry.</summary>
    NotTheirsToSay,

    /// <summary>The order's state does not allow it.</summary>
    OtherState,
}
