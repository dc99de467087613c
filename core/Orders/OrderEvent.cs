namespace PayFunctions.Core.Orders;

/// <summary>What evidence says has happened to an order.</summary>
public enum OrderEvent
{
    PrepayAccepted,
    PrepayRefused,
    PaymentSucceeded,
    PaymentFailed,
    PaymentRevoked,
    CloseRequested,
    Expired,

    /// <summary>The provider confirmed that the order is closed unpaid (or that it never knew it).</summary>
    ClosedAtProvider,
    RefundedInPart,
    RefundedInFull,

    /// <summary>The provider took a refund back: what was paid stands again as it was.</summary>
    RefundReversed,

    /// <summary>The provider's bill has a rounding more or less than we booked, or that is taken back.</summary>
    AdjustedByBill,

    /// <summary>The merchant wants its payment back as a whole, come or not yet come (冲正).</summary>
    ReversalRequested,

    /// <summary>The provider refused that for good, and asked about it, says that nothing of it happened.</summary>
    ReversalRefused,

    /// <summary>The router left the attempt that was open and begins another, through another channel or account.</summary>
    Rerouted,
}
