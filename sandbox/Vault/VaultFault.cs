namespace PayFunctions.Sandbox.Vault;

/// <summary>What the vault does instead of its work.</summary>
/// <param name="RetryAfterSeconds">With <see cref="VaultFaultKind.Throttled"/>.</param>
public sealed record VaultFault(VaultFaultKind Kind, int RetryAfterSeconds = 1);
