namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>What is to agree: any number of sources a side, such as a bill and what was carried over from the day before.</summary>
public sealed record ReconciliationInput(IReadOnlyList<IMovementSource> Here, IReadOnlyList<IMovementSource> There);
