namespace PayFunctions.Infra.Vault;

/// <summary>Settings <c>Vault:*</c>.</summary>
public sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>The Key Vault: <c>https://myvault.vault.azure.net</c>. Without one, certificates live in memory
    /// only.</summary>
    public string? Uri { get; set; }
}
