namespace PayFunctions.Sandbox.Telemetry;

/// <summary>A log line as a collector received it.</summary>
/// <param name="TraceId">Lower hex; empty where it belongs to no span.</param>
public sealed record ReceivedLine(
    string Severity, string Event, string Body, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Fields);
