namespace PayFunctions.Core.Refunds;

/// <summary>What a refund's request can break.</summary>
public enum RefundRule
{
    /// <summary>Only what was paid can go back: the order holds no payment.</summary>
    PaidOrder,

    /// <summary>A refund is in the order's own currency.</summary>
    SameCurrency,

    /// <summary>Refunded, reserved for refunds under way, and asked for: together at most what was paid.</summary>
    WithinRest,

    /// <summary>What has been put on a wallet is spent from there: only the app itself sends such a payment back, where it
    /// could not be put there.</summary>
    NotOnAWallet,

    /// <summary>The whole is on its way back by a reversal.</summary>
    NotBeingReversed,

    /// <summary>One id names one refund: the same id with another amount or reason is another refund.</summary>
    OneRefundAnId,
}
