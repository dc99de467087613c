namespace PayFunctions.Core.Reconciliation;

/// <summary>What moved. Only movements of one kind are matched with each other.</summary>
public enum MovementKind : byte
{
    /// <summary>Money in, matched by the order's id.</summary>
    Payment = 1,

    /// <summary>Money back, matched by the refund's own id.</summary>
    Refund = 2,

    /// <summary>A payment undone as a whole, matched by the order's id.</summary>
    Reversal = 3,

    /// <summary>What the provider took for its service, where a bill has it as a line of its own.</summary>
    Fee = 4,

    /// <summary>A share of a payment that went to somebody else.</summary>
    Split = 5,

    /// <summary>Anything else that moved the balance: withdrawals, top-ups, corrections.</summary>
    Other = 6,
}
