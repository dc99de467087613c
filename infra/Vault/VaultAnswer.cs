namespace PayFunctions.Infra.Vault;

/// <summary>What the vault answered, as a value: a vault that is away is nothing unheard of.</summary>
/// <param name="Value">With <see cref="VaultOutcome.Done"/> only.</param>
/// <param name="Why">For logs and the listing, where it is not done; never a secret.</param>
public sealed record VaultAnswer<T>(VaultOutcome Outcome, T? Value = default, string? Why = null)
{
    public bool IsDone => Outcome == VaultOutcome.Done;
}
