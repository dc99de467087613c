namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>What is the matter with a movement or a pair of them. Each row gets one answer at most.</summary>
public enum DifferenceKind : byte
{
    /// <summary>The provider has it and we do not.</summary>
    MissingHere = 1,

    /// <summary>We have it and the provider does not.</summary>
    MissingThere = 2,

    Amount = 3,
    Fee = 4,
    Status = 5,
    Currency = 6,

    /// <summary>Ours is there once more than the provider's.</summary>
    DuplicateHere = 7,

    /// <summary>The provider's is there once more than ours.</summary>
    DuplicateThere = 8,

    /// <summary>Matched with a movement carried over from another day. Told, and no difference.</summary>
    CutOffCrossing = 9,

    /// <summary>Near the border of the day and without a match yet: to be handed to the next day's run.</summary>
    Carried = 10,

    /// <summary>Paid there for an order that had ended here.</summary>
    LateMoney = 11,

    /// <summary>The bill's line belongs to a merchant number that is not ours.</summary>
    UnknownMerchant = 12,

    /// <summary>One movement on one side, several on the other that sum up to it.</summary>
    Split = 13,

    /// <summary>All agrees but the provider's own number.</summary>
    TransactionId = 14,
}
