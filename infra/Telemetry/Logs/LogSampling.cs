using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>Whether a line is kept: all but routine ones are, and of those the share that the settings name.</summary>
internal sealed class LogSampling(IOptionsMonitor<LogOptions> options, TimeProvider clock)
{
    private const double Golden = 0.6180339887498949;

    private readonly LoadGauge _load = new(clock);
    private uint _turn;

    /// <param name="span">What the line belongs to: of one trace all routine lines are kept, or none.</param>
    public bool Keeps(LogLevel level, string category, int id, Activity? span)
    {
        if (!RoutineLines.Has(level, category, id)) return true;
        var rate = RateNow();
        if (rate >= 1 || Position(span) < rate) return true;
        PayFunctionsTelemetry.LogLinesLeftOut.Add(1);
        return false;
    }

    internal double RateNow()
    {
        var settings = options.CurrentValue;
        if (settings.Bands.Count == 0) return settings.Rate;
        var (rate, load) = (settings.Rate, _load.Now());
        foreach (var band in settings.Bands)
        {
            if (band.AppliesTo(load)) rate = Math.Min(rate, band.Rate);
        }

        return rate;
    }

    /// <returns>From 0 to 1: by the trace's own random id, else evenly spread by turns.</returns>
    private double Position(Activity? span)
    {
        if (span is null) return Interlocked.Increment(ref _turn) * Golden % 1;
        Span<byte> trace = stackalloc byte[16];
        span.TraceId.CopyTo(trace);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(trace[8..]) / (uint.MaxValue + 1.0);
    }
}
