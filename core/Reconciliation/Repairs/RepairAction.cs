namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>What is done about a difference. Money is written by the order's own state machine or by nobody.</summary>
public enum RepairAction
{
    /// <summary>The provider is asked about the payment, and what it says goes through the order's one door.</summary>
    ConfirmPayment,

    /// <summary>The provider is asked about the refund, and what it says goes through the order's one door.</summary>
    ConfirmRefund,

    /// <summary>The order books what the bill has more or less as an adjustment of its own.</summary>
    PostAdjustment,

    /// <summary>Nothing is booked: a person says that it may stand as it is, and why.</summary>
    Accept,
}
