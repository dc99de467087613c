namespace PayFunctions.Infra.AppStore;

/// <summary>What a notification says of the money of its transaction.</summary>
public enum StoreMoney
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It was paid.</summary>
    Paid,
    Refunded,
    RefundReversed,

    /// <summary>The store took the purchase back.</summary>
    Revoked,
}
