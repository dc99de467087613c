using System.Diagnostics;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Callbacks;

/// <summary>Counts callbacks by how they ended.</summary>
internal static class CallbackCounts
{
    public static void Ended(string provider, CallbackOutcome outcome, long started)
    {
        PayFunctionsTelemetry.Callbacks.Add(1, new("provider", provider), new("outcome", Word(outcome)));
        if (IsAcknowledged(outcome))
        {
            PayFunctionsTelemetry.Acknowledgement.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("provider", provider));
        }
    }

    public static void Refused(string provider, string reason) =>
        PayFunctionsTelemetry.CallbackRefusals.Add(1, new("provider", provider), new("reason", reason));

    public static bool IsAcknowledged(CallbackOutcome outcome) => outcome switch
    {
        CallbackOutcome.Applied or CallbackOutcome.Repeat => true,
        CallbackOutcome.Nothing or CallbackOutcome.Quarantined => true,
        CallbackOutcome.Refused or CallbackOutcome.Probe or CallbackOutcome.Unavailable => false,
    };

    private static string Word(CallbackOutcome outcome) => outcome switch
    {
        CallbackOutcome.Applied => "applied",
        CallbackOutcome.Repeat => "repeat",
        CallbackOutcome.Nothing => "nothing",
        CallbackOutcome.Quarantined => "quarantined",
        CallbackOutcome.Refused => "refused",
        CallbackOutcome.Probe => "probe",
        CallbackOutcome.Unavailable => "unavailable",
    };
}
