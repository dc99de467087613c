using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Vault;

internal static partial class Log
{
    [LoggerMessage(2950, LogLevel.Warning,
        "The vault did not give {Secret} ({Outcome}, {Why}); its last good copy stays in use.")]
    public static partial void LastGoodServed(ILogger log, string secret, VaultOutcome outcome, string? why);
}
