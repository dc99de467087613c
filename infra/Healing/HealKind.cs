namespace PayFunctions.Infra.Healing;

/// <summary>What had fallen through.</summary>
public enum HealKind
{
    /// <summary>An open order that nobody drove any more: not asked about, not closed.</summary>
    Order,

    /// <summary>What follows an order's end: the index of its day, its webhooks.</summary>
    FollowUp,

    /// <summary>A refund on its way that nobody asked about.</summary>
    Refund,

    /// <summary>A split, or the return of a share, on its way that nobody asked about.</summary>
    Split,

    /// <summary>An order that was to be taken back as a whole.</summary>
    Reversal,

    /// <summary>The rest of a payment that was to be released on its date.</summary>
    Settlement,

    /// <summary>A payment that was to be put on a wallet.</summary>
    TopUp,

    /// <summary>A message to the merchant that nobody delivered.</summary>
    Webhook,
}
