namespace PayFunctions.Core.Reconciliation;

/// <summary>How far a movement had come when its side wrote it down.</summary>
public enum MovementStatus : byte
{
    Succeeded = 1,

    /// <summary>Accepted and not yet done. A bill never updates such a line, so it agrees with a success here.</summary>
    Processing = 2,

    Failed = 3,

    /// <summary>Our side only: the order ended unpaid. No money is expected, so a payment there is late money.</summary>
    Closed = 4,
}
