namespace PayFunctions.Core.Orders;

/// <summary>Whether what an order is paid can be shared.</summary>
public enum SharingState
{
    /// <summary>It was not made for sharing: the money is the merchant's at once.</summary>
    None,

    /// <summary>The provider keeps the money frozen until it is shared or released.</summary>
    Open,

    /// <summary>The rest is released, or about to be: nothing can be shared any more.</summary>
    Ended,
}
