namespace PayFunctions.Core.Splits;

/// <summary>Where a split, or the return of a share, stands.</summary>
public enum SplitState
{
    /// <summary>Its amounts are set apart on the order; the provider has not accepted it yet.</summary>
    Requested,

    /// <summary>The provider has accepted it; the money is on its way.</summary>
    Processing,

    /// <summary>It has ended at the provider, and what moved is booked. Of a split, single shares may have failed.</summary>
    Done,

    /// <summary>No money moved and none will: what was set apart is free again.</summary>
    Closed,
}
