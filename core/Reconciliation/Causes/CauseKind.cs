namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>Why two books disagree.</summary>
public enum CauseKind
{
    /// <summary>One side dropped the cents.</summary>
    TruncatedCents,

    /// <summary>One side took yuan for fen.</summary>
    YuanForFen,

    /// <summary>One minor unit up or down.</summary>
    Rounding,

    /// <summary>One side's clock is eight hours off: China time was read as UTC, or the other way round.</summary>
    TimeZoneOffset,

    /// <summary>The movement lies at the border of two days.</summary>
    CutOff,

    /// <summary>The same movement was pushed, or booked, twice.</summary>
    DuplicatePush,

    /// <summary>Callbacks of that hour were refused for their signatures.</summary>
    SignatureFailures,

    /// <summary>The bill ends before the day does.</summary>
    LateBill,

    /// <summary>The payer paid after the order had ended here.</summary>
    PaidAfterEnd,

    /// <summary>The bill's line was written before the refund was done, or failed since.</summary>
    StatusMovedOn,

    /// <summary>No rule knows it, and it is unlike the other differences of the run.</summary>
    Outlier,

    /// <summary>No rule knows it, and it is like many others.</summary>
    Unexplained,
}
