namespace PayFunctions.Wallets;

/// <summary>What became of putting an order's payment on its wallet.</summary>
public enum TopUpOutcome
{
    /// <summary>It is there, by now or by an earlier try.</summary>
    Credited,

    /// <summary>The order holds no payment, or it is on its way back.</summary>
    NothingToCredit,

    /// <summary>The account does not take it: it goes back to the payer.</summary>
    Refused,
}
