namespace PayFunctions.Core.Settlements;

/// <summary>What a deferred settlement does once its time has come.</summary>
public enum SettlementStep
{
    /// <summary>Something has to end first: a split, a refund, a reversal, or the release itself.</summary>
    Wait,

    /// <summary>The rest is released: <see cref="SettlementPlan.Release"/>.</summary>
    Release,

    /// <summary>Over: the provider has released the rest, by it or by the merchant before it.</summary>
    Settled,

    /// <summary>Over: nothing is left to release. It was never paid, or went back, or all of it was shared.</summary>
    NothingLeft,
}
