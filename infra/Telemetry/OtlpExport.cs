using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Sends traces and metrics to the collector that the settings name; without one it does nothing at all.</summary>
/// <remarks>What is measured only puts a finished span in a queue of bounded length. A thread of its own sends.</remarks>
internal sealed class OtlpExport(IOptions<TelemetryOptions> settings) : IHostedService, IDisposable
{
    private readonly TelemetryOptions _options = settings.Value;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.OtlpEndpoint is null) return Task.CompletedTask;
        var resource = OtlpResource.Of(_options);
        var exporter = new OtlpTraceExporter(OtlpAddress.Of(_options, "v1/traces"));
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(PayFunctionsTelemetry.Name)
            // By the trace's own id, and nobody's flag: all of an order's spans are kept, or none, next week too.
            .SetSampler(new TraceIdRatioBasedSampler(_options.TraceRatio))
            .AddProcessor(new Introduction<Activity>(exporter))
            .AddProcessor(new SpanQueue(new("spans", _options.QueueMax), exporter, _options))
            .Build();
        var reader = new PeriodicExportingMetricReader(
            new OtlpMetricExporter(OtlpAddress.Of(_options, "v1/metrics")), (int)_options.SendEvery.TotalMilliseconds,
            (int)_options.SendWithin.TotalMilliseconds);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(PayFunctionsTelemetry.Name)
            .AddReader(reader)
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>What waits is sent, within the time that a sending may take.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        var within = (int)_options.SendWithin.TotalMilliseconds;
        return Task.Run(
            () =>
            {
                _traces?.Shutdown(within);
                _metrics?.Shutdown(within);
            },
            cancellationToken);
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
