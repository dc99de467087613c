namespace PayFunctions.Core.Splits;

/// <summary>What evidence says has happened to a split, or to the return of a share.</summary>
public enum SplitEvent
{
    /// <summary>The provider works on it.</summary>
    Accepted,

    /// <summary>One receiver has its share: that much is known before the whole has ended.</summary>
    ShareReceived,

    /// <summary>The provider has ended it; of a split, each share says for itself what became of it.</summary>
    Done,

    /// <summary>The provider took it and could not do it.</summary>
    Failed,

    /// <summary>The provider refused the request for good, and asked about it, does not know it.</summary>
    Refused,
}
