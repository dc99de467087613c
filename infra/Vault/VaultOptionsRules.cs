using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Vault;

/// <summary>What <c>Vault:*</c> may be.</summary>
internal sealed class VaultOptionsRules : IValidateOptions<VaultOptions>
{
    private const int RetriesMax = 5;

    public ValidateOptionsResult Validate(string? name, VaultOptions options)
    {
        var wrong = new List<string>();
        if (!string.IsNullOrEmpty(options.Uri) && !IsVault(options.Uri))
            wrong.Add(Settings.Wrong(
                "Vault:Uri", "is not the https address of a vault alone", "https://myvault.vault.azure.net"));
        if (options.Retries is < 0 or > RetriesMax)
            wrong.Add(Settings.Wrong("Vault:Retries", $"must be from 0 to {RetriesMax}", "2"));
        Positive(nameof(options.FirstRetry), options.FirstRetry, "00:00:00.2");
        Positive(nameof(options.NetworkTimeout), options.NetworkTimeout, "00:00:04");
        Positive(nameof(options.AnswerWithin), options.AnswerWithin, "00:00:10");
        Positive(nameof(options.SecretsFor), options.SecretsFor, "00:05:00");
        Positive(nameof(options.AskAgainAfter), options.AskAgainAfter, "00:00:15");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                wrong.Add(Settings.Wrong($"Vault:{setting}", "must be more than nothing and at most a day", example));
        }
    }

    private static bool IsVault(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0
        && address.PathAndQuery == "/";
}
