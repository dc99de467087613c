namespace PayFunctions.Infra.Telemetry;

/// <summary>What Prometheus calls an instrument.</summary>
internal enum MetricKind
{
    Counter,

    /// <summary>A counter that is told as a whole, each time it is read.</summary>
    Total,
    Gauge,
    Histogram,
}
