namespace PayFunctions.Infra.Telemetry;

/// <summary>By the trace's own id, and nobody's flag: all of an order's spans are kept, or none, next week too.</summary>
/// <param name="ratio">The share of traces that is kept, from 0 to 1.</param>
/// <remarks>Source: OpenTelemetry, "TraceIdRatioBased": an id's last eight bytes are random, and below the ratio's mark.</remarks>
internal sealed class TraceSampling(double ratio)
{
    private readonly ulong _below = ratio >= 1 ? ulong.MaxValue : (ulong)(ratio * long.MaxValue);

    public bool Keeps(UInt128 trace) => _below == ulong.MaxValue || unchecked((ulong)trace & long.MaxValue) < _below;
}
