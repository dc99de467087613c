using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Telemetry.Otlp;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Sends traces and metrics to the collector that the settings name; without one it does nothing at all.</summary>
/// <remarks>
/// The way to the collector is ours, not the OpenTelemetry packages'. Theirs was measured: all that is measured was added up
/// twice, each span and line was kept as objects until it was encoded, and a callback paid a twelfth of its time for that.
/// Here it is encoded where it ends, and waits as bytes in a queue of bounded length.
/// </remarks>
internal sealed class OtlpExport(IOptions<TelemetryOptions> settings, MetricsText metrics) : IHostedService, IAsyncDisposable
{
    private readonly TelemetryOptions _options = settings.Value;
    private SpanQueue? _spans;
    private OtlpMetrics? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.OtlpEndpoint is null) return Task.CompletedTask;
        Tracing.Add(_spans = new(_options));
        _metrics = new(metrics, _options);
        return Task.CompletedTask;
    }

    /// <summary>What waits is sent, within the time that a sending may take.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_spans is not { } spans || _metrics is not { } metrics) return;
        Tracing.Remove(spans);
        await Task.WhenAll(spans.DisposeAsync().AsTask(), metrics.DisposeAsync().AsTask());
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
