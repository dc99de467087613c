using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Vault;

internal static partial class Log
{
    [LoggerMessage(2950, LogLevel.Warning,
        "The vault did not give {Secret} ({Outcome}, {Why}); its last good copy stays in use.")]
    public static partial void LastGoodServed(ILogger log, string secret, VaultOutcome outcome, string? why);

    [LoggerMessage(2951, LogLevel.Information, "{Setting}: the value under {Name} is in use.")]
    public static partial void SecretFound(ILogger log, string setting, string name);

    [LoggerMessage(2952, LogLevel.Error,
        "{Setting}: no value under {Name} ({Why}); asking again. What was found before stays in use.")]
    public static partial void SecretNotFound(ILogger log, string setting, string name, string why);

    [LoggerMessage(2953, LogLevel.Warning,
        "{Setting} holds a private key itself, which is for development; name one in the vault instead (secret:NAME).")]
    public static partial void SecretInSettings(ILogger log, string setting);
}
