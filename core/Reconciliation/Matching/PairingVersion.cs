namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Which version of the engine pairs the rows of a key that has more than one on a side.</summary>
public enum PairingVersion
{
    /// <summary>The first: the n-th row of a key here belongs to the n-th there, whatever money they are. Knows no splits.</summary>
    ExactKey = 1,

    /// <summary>The second: those of one money and number first, then of one money, then splits, then what is left in order.</summary>
    ByMoney = 2,
}
