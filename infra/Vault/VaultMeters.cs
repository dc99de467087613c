using System.Diagnostics.Metrics;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Vault;

internal static class VaultMeters
{
    /// <summary>Calls to the vault, retries within them not counted, by <c>operation</c> and <c>outcome</c>.</summary>
    private static readonly Counter<long> Calls = PayFunctionsTelemetry.Meter.CreateCounter<long>("vault_calls");

    /// <summary>Secrets handed out past their time because the vault failed.</summary>
    private static readonly Counter<long> LastGood = PayFunctionsTelemetry.Meter.CreateCounter<long>("vault_last_good");

    public static void Ended(string operation, VaultOutcome outcome) =>
        Calls.Add(1, new("operation", operation), new("outcome", outcome.ToString().ToLowerInvariant()));

    public static void ServedLastGood() => LastGood.Add(1);
}
