namespace PayFunctions.Core.Reversals;

/// <summary>What has become of a reversal that was asked for.</summary>
public enum ReversalState
{
    /// <summary>Asked for; the provider has not said how it ended. Nothing else may take the order's money.</summary>
    Requested,

    /// <summary>It has ended: the payment went back as a whole, or the order was ended before any came.</summary>
    Done,

    /// <summary>The provider refused it for good: the order stands as if nobody had asked.</summary>
    Refused,
}
