namespace PayFunctions.Core.Splits;

/// <summary>What a request for a split, or for the return of a share, can break.</summary>
public enum SplitRule
{
    /// <summary>Only what was paid can be split: the order holds no payment.</summary>
    PaidOrder,

    /// <summary>What was put on a wallet is spent from there.</summary>
    NotOnAWallet,

    /// <summary>The whole is on its way back by a reversal.</summary>
    NotBeingReversed,

    /// <summary>The order was not made for sharing: its money was never frozen.</summary>
    MadeForSharing,

    /// <summary>The rest was released: nothing of it can be shared any more.</summary>
    StillFrozen,

    /// <summary>The rest is released only once no other split is under way.</summary>
    NoneUnderWay,

    /// <summary>Shares are in the order's own currency.</summary>
    SameCurrency,

    /// <summary>A receiver is one that the settings name for the order's account.</summary>
    KnownReceiver,

    /// <summary>Shared, set apart, refunded and asked for: together at most what was paid.</summary>
    WithinRest,

    /// <summary>One id names one split, or one return: the same id in other words is another.</summary>
    OneAnId,

    /// <summary>A receiver gives back at most what it got by that split and still has.</summary>
    WithinShare,

    /// <summary>So many of one order, and no more.</summary>
    Count,
}
