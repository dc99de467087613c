namespace PayFunctions.Core.Orders;

/// <summary>What must follow a decision. The decision names it; others do it.</summary>
public enum Consequence
{
    None,

    /// <summary>Money came for an order that had ended unpaid: it is booked and goes back in full.</summary>
    RefundInFull,
}
