namespace PayFunctions.Core.Orders;

/// <summary>What evidence does to an order.</summary>
public enum Verdict
{
    /// <summary>The order moves, or money is booked on it.</summary>
    Moved,

    /// <summary>Known already: nothing changes.</summary>
    Repeat,

    /// <summary>
    /// It can't be, and no money is at stake: the merchant is told, a clock or a late answer of a prepay is ignored.
    /// </summary>
    Refused,

    /// <summary>
    /// A provider contradicts what we hold. It is kept for an operator: never dropped, never applied.
    /// </summary>
    Quarantined,
}
