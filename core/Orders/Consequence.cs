namespace PayFunctions.Core.Orders;

/// <summary>What must follow a decision. The decision names it; others do it.</summary>
public enum Consequence
{
    None,

    /// <summary>
    /// Money came that nobody can use, after the end or once more: it is booked, and goes back in full.
    /// </summary>
    RefundInFull,
}
