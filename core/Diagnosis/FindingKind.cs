namespace PayFunctions.Core.Diagnosis;

/// <summary>What can be said of where an order is, and of why. Times are <see cref="DateTimeOffset"/>, lengths of time <see cref="TimeSpan"/>.</summary>
public enum FindingKind
{
    /// <summary>It was created, and no provider has taken it yet. When.</summary>
    NotTaken,

    /// <summary>It waits for its payer. Since when, whose provider, until when.</summary>
    AwaitsPayer,

    /// <summary>Its time has passed; its provider is asked how it ended. When it passed, whose provider.</summary>
    PastExpiry,

    /// <summary>It is being closed. At whose provider.</summary>
    BeingClosed,

    /// <summary>It ended unpaid.</summary>
    EndedUnpaid,

    /// <summary>Its provider refused it, or the payment failed. The code, or a dash.</summary>
    EndedFailed,

    /// <summary>It is paid. How much, when, by which transaction.</summary>
    IsPaid,

    /// <summary>A part of it went back. How much of how much.</summary>
    WentBackInPart,

    /// <summary>All of it went back. How much.</summary>
    WentBack,

    /// <summary>It was taken back as a whole.</summary>
    TakenBack,

    /// <summary>The last that was said of it. What, by whom, when.</summary>
    LastHeard,

    /// <summary>Its orchestration last worked. When.</summary>
    LastAsked,

    /// <summary>It is looked at again. When.</summary>
    NextWake,

    /// <summary>Its orchestration has nothing left to do. When it ended.</summary>
    DriverEnded,

    /// <summary>Nothing drives it.</summary>
    DriverMissing,

    /// <summary>Its orchestration broke off. When.</summary>
    DriverBroke,

    /// <summary>It had fallen through and was found. What, when.</summary>
    Healed,

    /// <summary>No callback told of its payment: we asked. When.</summary>
    FoundByAsking,

    /// <summary>We learned of its payment late. By how much.</summary>
    LearnedLate,

    /// <summary>A provider's clock was ahead of ours. By how much, when.</summary>
    ClockAhead,

    /// <summary>A notification came long after it was signed. By how much, when.</summary>
    ArrivedLate,

    /// <summary>Callbacks of its provider are refused. How many, whose, why, when last.</summary>
    CallbacksRefused,

    /// <summary>What was said contradicts it, and nobody has decided. Who said it, why, which field, when.</summary>
    Contradicted,

    /// <summary>The same, decided. Who said it, why, what came of it.</summary>
    ContradictionResolved,

    /// <summary>Another attempt of it may still be paid. Which, through whom.</summary>
    OtherAttemptOpen,

    /// <summary>It is being taken back as a whole. Since when.</summary>
    BeingReversed,

    /// <summary>Its reversal was refused. The code, or a dash.</summary>
    ReversalRefused,

    /// <summary>A refund is not with the provider yet. Which, how much, since when, what it waits for, or a dash.</summary>
    RefundWaits,

    /// <summary>A refund waits until receivers have given shares back. Which, how much.</summary>
    RefundWaitsForShares,

    /// <summary>A refund is under way at the provider. Which, how much, since when.</summary>
    RefundUnderWay,

    /// <summary>A refund is stuck. Which, how much, the code, or a dash.</summary>
    RefundStuck,

    /// <summary>A refund went nowhere. Which, how much, the code, or a dash.</summary>
    RefundClosed,

    /// <summary>A refund has gone back. Which, how much, when.</summary>
    RefundDone,

    /// <summary>A message to the merchant is on its way. Which, how many attempts, how the last ended, or a dash.</summary>
    MessageWaits,

    /// <summary>A message to the merchant was given up. Which, after how many attempts, how the last ended, or a dash.</summary>
    MessageGivenUp,

    /// <summary>The merchant has taken every message. How many.</summary>
    MessagesTaken,
}
