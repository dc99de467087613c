using System.Diagnostics;

namespace PayFunctions.Infra.Audit;

/// <summary>The trace that this is done in, by which audit, logs and traces are brought together.</summary>
internal static class AuditTrace
{
    /// <summary>32 hex digits; empty where nothing is traced.</summary>
    public static string Current => Activity.Current?.TraceId.ToHexString() ?? "";
}
