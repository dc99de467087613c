namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>How busy this process is.</summary>
/// <param name="Cpu">Its share of all processors in the last second or so, from 0 to 1.</param>
/// <param name="Queue">Work that waits for a thread.</param>
internal readonly record struct Load(double Cpu, long Queue);

/// <summary>Measures the load when somebody asks, once a second at most: whoever asks is on a hot path.</summary>
internal sealed class LoadGauge(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _at = clock.GetTimestamp();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;
    private double _cpu;

    public Load Now()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _at)) >= Fresh && _gate.TryEnter())
        {
            try
            {
                Measure();
            }
            finally
            {
                _gate.Exit();
            }
        }

        return new(Volatile.Read(ref _cpu), ThreadPool.PendingWorkItemCount);
    }

    private void Measure()
    {
        var (used, took) = (Environment.CpuUsage.TotalTime, clock.GetElapsedTime(_at));
        if (took < Fresh) return;
        Volatile.Write(ref _cpu, (used - _used) / took / Environment.ProcessorCount);
        _used = used;
        Volatile.Write(ref _at, clock.GetTimestamp());
    }
}
