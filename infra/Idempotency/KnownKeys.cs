using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Idempotency;

/// <summary>Keys that this instance has met lately: for them the row is read first, where a new key is inserted first.</summary>
/// <remarks>
/// Only a guess at which of two requests will do; what is true is in the row. Two generations of at most
/// <paramref name="generation"/> keys each: when the younger is full, the older one is forgotten.
/// </remarks>
internal sealed class KnownKeys(int generation)
{
    private readonly Lock _gate = new();
    private HashSet<ulong> _young = [];
    private HashSet<ulong> _old = [];

    public bool Knows(string partition, string row)
    {
        var key = Of(partition, row);
        lock (_gate) return _young.Contains(key) || _old.Contains(key);
    }

    public void Add(string partition, string row)
    {
        var key = Of(partition, row);
        lock (_gate)
        {
            if (_young.Count >= generation) (_old, _young) = (_young, []);
            _young.Add(key);
        }
    }

    public void Remove(string partition, string row)
    {
        var key = Of(partition, row);
        lock (_gate)
        {
            _young.Remove(key);
            _old.Remove(key);
        }
    }

    private static ulong Of(string partition, string row) => StableHash.Of($"{partition}\n{row}");
}
