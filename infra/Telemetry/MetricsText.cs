using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Listens to every meter of ours from the start, and writes what it heard as Prometheus text.</summary>
public sealed class MetricsText : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private MetricFamily[] _families = [];

    public MetricsText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith(PayFunctionsTelemetry.Name, StringComparison.Ordinal)) return;
            listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, to) => Family(to).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, to) => Family(to).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, to) => Family(to).Take(value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(4096);
        foreach (var family in Volatile.Read(ref _families)) family.Write(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static MetricFamily Family(object? state) => (MetricFamily)state!;

    private MetricFamily FamilyOf(Instrument instrument)
    {
        lock (_gate)
        {
            var name = MetricFamily.NameOf(instrument);
            foreach (var known in _families)
            {
                if (known.Name == name) return known; // A second meter of one name adds to the first.
            }

            var family = new MetricFamily(name, MetricFamily.KindOf(instrument), instrument.Description);
            Volatile.Write(ref _families, [.. _families, family]);
            return family;
        }
    }
}
