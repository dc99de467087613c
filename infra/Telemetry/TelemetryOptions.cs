namespace PayFunctions.Infra.Telemetry;

/// <summary>Settings <c>Telemetry:*</c>: where what the app tells of itself goes, and how much of it.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// Base address of an OTLP collector (http/protobuf): <c>http://localhost:4318</c>. None: nothing is traced or sent, and
    /// that costs nothing.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>The resource's <c>service.name</c>.</summary>
    public string ServiceName { get; set; } = "payfunctions";

    /// <summary>The resource's <c>deployment.environment.name</c>; none: it is left out.</summary>
    public string? Environment { get; set; }

    /// <summary>
    /// The share of orders that are traced, from 0 to 1: an order is traced whole or not at all. Errors are in the logs
    /// either way.
    /// </summary>
    public double TraceRatio { get; set; } = 1;

    /// <summary>Spans and log lines that wait to be sent; more are dropped and counted: nobody waits for a collector.</summary>
    public int QueueMax { get; set; } = 8192;

    /// <summary>How often what waits is sent, and metrics are.</summary>
    public TimeSpan SendEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one sending may take before what it carries is dropped and counted.</summary>
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(10);
}
