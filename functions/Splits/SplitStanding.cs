namespace PayFunctions.Splits;

/// <summary>Where a wake leaves a split or a return, and so what the next one does.</summary>
public enum SplitStanding
{
    /// <summary>The provider does not have it: nothing was sent yet, or it asked to be sent later.</summary>
    ToSend,

    /// <summary>It was sent, and no answer came that can be trusted: only a query can tell.</summary>
    Unsure,

    /// <summary>The provider has it; it is asked how it stands.</summary>
    UnderWay,

    /// <summary>It has ended, either way, and is booked.</summary>
    Ended,

    /// <summary>It is not there (yet): its request was refused, or is still being taken.</summary>
    Missing,
}
