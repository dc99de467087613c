using System.Diagnostics;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Audit;

/// <summary>The trace that this is done in, the order's where it is about one, by which audit, logs and traces are brought together.</summary>
public static class AuditTrace
{
    /// <summary>32 hex digits; empty where nothing is traced.</summary>
    public static string Current => (Story.Span ?? Activity.Current)?.TraceId.ToHexString() ?? "";
}
