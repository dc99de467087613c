using System.Diagnostics;

namespace PayFunctions.Bench.Callbacks;

/// <summary>What runs in this process: the app's reading of a provider's notification, wired as the app wires it, and the
/// cryptography that it can't leave out.</summary>
internal abstract class CallbackSide<T>(IReadOnlyList<T> notifications)
{
    private int _next;

    /// <summary>Each callback's own microseconds.</summary>
    public Contestant Latencies { get; } = new("PayFunctions, each");

    /// <summary>That every notification is read rightly, and refused when one bit of it is changed.</summary>
    public void Check()
    {
        if (!notifications.All(IsReadRightly))
            throw new InvalidOperationException("The app does not read the fixture rightly.");
    }

    /// <summary>Microseconds of the bare verification of one notification.</summary>
    public double BatchOfBare(int size)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < size; i++)
        {
            if (!Verifies(Next())) throw new InvalidOperationException("The fixture does not verify.");
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / size;
    }

    public double BatchOfCallbacks(int size)
    {
        var started = Stopwatch.GetTimestamp();
        var before = started;
        for (var i = 0; i < size; i++)
        {
            ReadNext();
            var after = Stopwatch.GetTimestamp();
            Latencies.Add(Stopwatch.GetElapsedTime(before, after).TotalMicroseconds);
            before = after;
        }

        return Stopwatch.GetElapsedTime(started, before).TotalMicroseconds / size;
    }

    public long BytesPerCallback(int count)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++) ReadNext();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    /// <summary>It is read rightly as it is, and refused with one bit changed.</summary>
    protected abstract bool IsReadRightly(T one);

    protected abstract bool Verifies(T one);

    /// <summary>Whether the app makes evidence of it.</summary>
    protected abstract bool Reads(T one);

    private void ReadNext()
    {
        if (!Reads(Next())) throw new InvalidOperationException("The fixture is not read.");
    }

    private T Next()
    {
        _next = (_next + 1) % notifications.Count;
        return notifications[_next];
    }
}
