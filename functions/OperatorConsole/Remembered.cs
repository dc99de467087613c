using System.Collections.Concurrent;

namespace PayFunctions.OperatorConsole;

/// <summary>What was read a moment ago: consoles ask every few seconds, and the storage is asked once for all of them.</summary>
/// <remarks>Two who ask at the very same moment both read: it is a courtesy to the storage, not a lock.</remarks>
internal sealed class Remembered<TKey, TValue>(TimeSpan holds, TimeProvider clock) where TKey : notnull
{
    private const int Most = 1024;

    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset At)> _read = new();

    public async Task<TValue> ReadAsync(TKey key, Func<TKey, CancellationToken, Task<TValue>> read, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_read.TryGetValue(key, out var known) && (now - known.At).Duration() < holds) return known.Value;
        if (_read.Count >= Most) _read.Clear();
        var value = await read(key, cancellation);
        _read[key] = (value, now);
        return value;
    }
}
