namespace PayFunctions.Core.Reversals;

/// <summary>What a request for a reversal can break.</summary>
public enum ReversalRule
{
    /// <summary>What is put on a wallet is spent from there: taking its payment back would leave it there too.</summary>
    NotOnAWallet,

    /// <summary>The whole goes back or nothing: what was refunded in part has no whole any more.</summary>
    NothingRefunded,

    /// <summary>No refund is under way that could go beside it.</summary>
    NoRefundUnderWay,

    /// <summary>Nothing of it was divided: what others have, a reversal does not reach.</summary>
    NothingShared,

    /// <summary>A payment is reversed within its channel's window; later it is refunded.</summary>
    WithinWindow,
}
