namespace PayFunctions.Infra.Telemetry;

/// <summary>Who hears of spans. Nobody, unless the settings name a collector: then no span is made.</summary>
internal static class Tracing
{
    private static readonly Lock Gate = new();

    private static volatile ISpanListener[] _listeners = [];

    public static bool IsOn => _listeners.Length > 0;

    public static void Add(ISpanListener listener)
    {
        lock (Gate) _listeners = [.. _listeners, listener];
    }

    public static void Remove(ISpanListener listener)
    {
        lock (Gate) _listeners = [.. _listeners.Where(one => one != listener)];
    }

    public static bool Keeps(UInt128 trace)
    {
        foreach (var listener in _listeners)
        {
            if (listener.Keeps(trace)) return true;
        }

        return false;
    }

    public static void Ended(TracedSpan span)
    {
        foreach (var listener in _listeners) listener.Ended(span);
    }
}

/// <summary>Hears of the spans of every trace that it keeps.</summary>
internal interface ISpanListener
{
    bool Keeps(UInt128 trace);

    /// <summary>On the thread that did the work, which waits for nobody: it only takes down what it needs.</summary>
    void Ended(TracedSpan span);
}
