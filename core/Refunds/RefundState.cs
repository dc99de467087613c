namespace PayFunctions.Core.Refunds;

/// <summary>Where a refund stands. The refund machine holds every move between these.</summary>
public enum RefundState
{
    /// <summary>Its amount is reserved on the order; the provider has not accepted it yet.</summary>
    Requested,

    /// <summary>The provider has accepted it; the money is on its way.</summary>
    Processing,

    Succeeded,

    /// <summary>No money went back and none will: the reservation is released.</summary>
    Closed,

    /// <summary>
    /// Stuck at the provider (a closed card, for one): an operator decides. Its amount stays reserved.
    /// </summary>
    Abnormal,
}
