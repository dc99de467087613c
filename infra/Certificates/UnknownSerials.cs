namespace PayFunctions.Infra.Certificates;

/// <summary>Serials that even a fresh ring did not have, for a while; so that a stranger's made-up serials cost
/// nothing.</summary>
internal sealed class UnknownSerials
{
    /// <summary>A flood of made-up serials may not cost memory: past this many, all are forgotten.</summary>
    public const int CountMax = 1024;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _pending = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeOffset> _strangers = new(StringComparer.OrdinalIgnoreCase);

    public int Count
    {
        get { lock (_lock) return _pending.Count + _strangers.Count; }
    }

    /// <summary>Whether it is worth asking the provider; a serial that is, is remembered until the next ring.</summary>
    public bool IsWorthAsking(string serial, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_strangers.TryGetValue(serial, out var until) && now < until) return false;
            if (_pending.Count >= CountMax) _pending.Clear();
            _pending.Add(serial);
            return true;
        }
    }

    /// <summary>Whether a serial is looked for.</summary>
    public bool IsAnyWanted
    {
        get { lock (_lock) return _pending.Count > 0; }
    }

    /// <summary>Some of those that are looked for.</summary>
    public IReadOnlyList<string> Wanted(int most)
    {
        lock (_lock) return [.. _pending.Take(most)];
    }

    /// <summary>Others have found some. The rest is not a stranger's for that: the provider was not asked.</summary>
    public void Found(Predicate<string> isKnown)
    {
        lock (_lock) _pending.RemoveWhere(isKnown);
    }

    /// <summary>A fresh ring is there: what was asked for and is not in it is a stranger until then.</summary>
    public void Settle(Predicate<string> isKnown, DateTimeOffset until)
    {
        lock (_lock)
        {
            if (_strangers.Count + _pending.Count > CountMax) _strangers.Clear();
            foreach (var serial in _pending)
                if (!isKnown(serial)) _strangers[serial] = until;
            _pending.Clear();
        }
    }
}
