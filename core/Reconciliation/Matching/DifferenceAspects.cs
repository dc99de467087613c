namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Everything in which a pair differs; its kind is the gravest of them.</summary>
[Flags]
public enum DifferenceAspects : byte
{
    None = 0,
    TransactionId = 1,
    Fee = 2,
    Status = 4,
    Amount = 8,

    /// <summary>Never beside <see cref="Amount"/>: amounts of two currencies are not compared.</summary>
    Currency = 16,
    LateMoney = 32,
}
