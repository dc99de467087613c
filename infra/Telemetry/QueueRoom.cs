namespace PayFunctions.Infra.Telemetry;

/// <summary>The places of one queue: taken by what waits or is being sent, and counted where there is none left.</summary>
/// <param name="signal">spans, lines: under which it is counted.</param>
/// <remarks>The package's own queues are bounded too, but keep to themselves what they drop.</remarks>
internal sealed class QueueRoom(string signal, int places)
{
    private long _taken;

    public KeyValuePair<string, object?> Signal { get; } = new("signal", signal);

    /// <returns>False: it is dropped, and counted.</returns>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= places) return true;
        Interlocked.Decrement(ref _taken);
        Drop(1, "queue_full");
        return false;
    }

    public void Sent(int count)
    {
        Interlocked.Add(ref _taken, -count);
        PayFunctionsTelemetry.TelemetrySent.Add(count, Signal);
    }

    public void NotTaken(int count)
    {
        Interlocked.Add(ref _taken, -count);
        Drop(count, "not_taken");
    }

    /// <summary>Nobody sends any more: what still waits is lost.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _taken, 0) is > 0 and var left) Drop(left, "not_sent");
    }

    private void Drop(long count, string reason) =>
        PayFunctionsTelemetry.TelemetryDropped.Add(count, Signal, new("reason", reason));
}
