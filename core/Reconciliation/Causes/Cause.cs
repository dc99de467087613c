namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>The most likely reason of a difference.</summary>
/// <param name="Evidence">What speaks for it, in a sentence.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record Cause(CauseKind Kind, double Confidence, string Evidence);
