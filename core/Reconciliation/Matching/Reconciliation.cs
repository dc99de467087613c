namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>How a run ended: refused as a whole, before the first finding was told, or with its proof of coverage.</summary>
public sealed record Reconciliation(BillRefusal? Refusal, Coverage Coverage);
