namespace PayFunctions.Core.Orders;

/// <summary>Where an order stands. The order machine holds every move between these.</summary>
public enum OrderState
{
    /// <summary>Ours only: no provider has accepted it yet.</summary>
    Created,

    /// <summary>A provider has accepted it; the payer can pay.</summary>
    AwaitingPayment,

    /// <summary>A close was asked for and is not yet confirmed: money may still come.</summary>
    Closing,

    /// <summary>Ended unpaid, confirmed by the provider. Money that comes later is sent back.</summary>
    Closed,

    Paid,
    PartiallyRefunded,
    Refunded,

    /// <summary>The provider refused or failed it: no money moved.</summary>
    Failed,

    /// <summary>A payment that was reversed as a whole (冲正).</summary>
    Revoked,
}
