namespace PayFunctions.Infra.Certificates;

/// <summary>What became of one account's renewal.</summary>
/// <param name="Why">Where it is not renewed; never a secret.</param>
/// <param name="Revoked">What became of the certificate that an operator named; null where none was, or nobody came to
/// it.</param>
public sealed record Renewal(string Account, RenewalOutcome Outcome, string? Why = null, Revocation? Revoked = null);
