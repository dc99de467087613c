namespace PayFunctions.Core.Reconciliation.Matching;

public enum Side
{
    /// <summary>Our ledger.</summary>
    Here,

    /// <summary>The provider's bill.</summary>
    There,
}
