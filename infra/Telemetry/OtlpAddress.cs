using OpenTelemetry.Exporter;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Where each kind of telemetry goes at the collector, as OTLP over HTTP names the paths.</summary>
internal static class OtlpAddress
{
    public static OtlpExporterOptions Of(TelemetryOptions options, string path) => new()
    {
        Endpoint = new(new Uri(options.OtlpEndpoint!.TrimEnd('/') + "/"), path),
        Protocol = OtlpExportProtocol.HttpProtobuf,
        TimeoutMilliseconds = (int)options.SendWithin.TotalMilliseconds,
    };
}
