namespace PayFunctions.Sandbox.Vault;

/// <summary>One request and how it was answered.</summary>
/// <param name="Status">0 where there was no answer.</param>
public sealed record VaultRequest(string Method, string Path, int Status);
