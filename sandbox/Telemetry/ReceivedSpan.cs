namespace PayFunctions.Sandbox.Telemetry;

/// <summary>A span as a collector received it. Ids are lower hex; a root has an empty parent.</summary>
/// <param name="Links">The traces that it names beside its own.</param>
public sealed record ReceivedSpan(
    string TraceId, string SpanId, string ParentId, string Name, int Kind, long StartNanos, long EndNanos,
    IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Links, IReadOnlyDictionary<string, string> Resource)
{
    public string? Tag(string name) => Tags.GetValueOrDefault(name);

    public override string ToString() => $"{Name} {SpanId} < {ParentId} of {TraceId} ({Tag("order_id")})";
}
