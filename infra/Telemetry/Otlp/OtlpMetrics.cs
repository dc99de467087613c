namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Sends all that has been measured so far, every so often, and once more at the end.</summary>
internal sealed class OtlpMetrics : IAsyncDisposable
{
    private readonly SemaphoreSlim _end = new(0);
    private readonly CancellationTokenSource _patience = new();
    private readonly MetricsText _metrics;
    private readonly TelemetryOptions _options;
    private readonly OtlpClient _client;
    private readonly byte[] _resource;
    private readonly WireWriter _request = new();
    private readonly Task _sending;

    public OtlpMetrics(MetricsText metrics, TelemetryOptions options)
    {
        (_metrics, _options, _client) = (metrics, options, new(options, "v1/metrics"));
        _resource = OtlpResource.Of(options);
        _sending = Task.Run(SendAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sending.IsCompleted) return;
        _patience.CancelAfter(_options.SendWithin);
        _end.Release();
        await _sending;
        _client.Dispose();
        _patience.Dispose();
    }

    private async Task SendAsync()
    {
        for (var isLast = false; !isLast;)
        {
            isLast = await _end.WaitAsync(_options.SendEvery);
            _request.Clear();
            _metrics.WriteTo(_request, _resource);
            // What is not taken is in the next totals.
            _ = await _client.SendAsync(_request.Written, _patience.Token);
        }
    }
}
