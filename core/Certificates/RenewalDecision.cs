namespace PayFunctions.Core.Certificates;

/// <summary>Whether to ask the provider now, and if not, when.</summary>
/// <param name="Action"><see cref="RenewalAction.Nothing"/> until <paramref name="DueAt"/>.</param>
public readonly record struct RenewalDecision(RenewalAction Action, DateTimeOffset DueAt);
