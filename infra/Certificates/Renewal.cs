namespace PayFunctions.Infra.Certificates;

/// <summary>What became of one account's renewal.</summary>
/// <param name="Why">Where it is not renewed; never a secret.</param>
public sealed record Renewal(string Account, RenewalOutcome Outcome, string? Why = null);
