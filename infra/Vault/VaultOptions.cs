namespace PayFunctions.Infra.Vault;

/// <summary>Settings <c>Vault:*</c>: where the Key Vault is, and how patient calls to it are.</summary>
public sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>The Key Vault: <c>https://myvault.vault.azure.net</c>. Without one, certificates live in memory
    /// only.</summary>
    public string? Uri { get; set; }

    /// <summary>How often a request is sent again after a 408, 429, 5xx or a broken connection.</summary>
    public int Retries { get; set; } = 2;

    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What one try may take.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>What one call may take, with its retries and the waits that the vault asks for.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a secret is used before the vault is asked for it again.</summary>
    public TimeSpan SecretsFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Once the vault has failed, the last good copy of a secret is handed out for so long without asking.</summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(15);
}
