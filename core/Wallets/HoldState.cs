namespace PayFunctions.Core.Wallets;

/// <summary>Where a hold stands. <see cref="HoldMachine"/> has every move between these.</summary>
public enum HoldState
{
    /// <summary>No row: neither try nor cancel has come yet.</summary>
    None,

    /// <summary>Tried: the amount is frozen.</summary>
    Held,

    /// <summary>Confirmed: the frozen amount has left the account.</summary>
    Confirmed,

    /// <summary>Cancelled: the frozen amount is free again. Also the fence that an empty cancel leaves against a late try.</summary>
    Cancelled,

    /// <summary>Nobody confirmed in time: the frozen amount is free again.</summary>
    Expired,
}
