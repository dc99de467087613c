namespace PayFunctions.Reversals;

/// <summary>Where a wake leaves a reversal.</summary>
public enum ReversalStanding
{
    /// <summary>The provider has not said how it ended: ask, and send it where the answer allows that.</summary>
    Open,

    /// <summary>It has ended, done or refused, and what moved is booked.</summary>
    Ended,

    /// <summary>It is not there (yet): its request was refused, or is still being taken.</summary>
    Missing,
}
