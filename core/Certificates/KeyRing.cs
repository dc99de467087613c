using System.Collections.Frozen;

namespace PayFunctions.Core.Certificates;

/// <summary>The keys of one provider account at one moment: an immutable snapshot that is replaced as a
/// whole.</summary>
/// <remarks>Several keys are in force at once while a provider shifts its traffic from one to the next.</remarks>
public sealed class KeyRing<TKey>
{
    // Hex serials come in either case; a key id has no other twin that differs by case.
    private readonly FrozenDictionary<string, RingKey<TKey>> _bySerial;

    private KeyRing(FrozenDictionary<string, RingKey<TKey>> bySerial) => _bySerial = bySerial;

    public static KeyRing<TKey> Empty { get; } = new(FrozenDictionary<string, RingKey<TKey>>.Empty);

    public int Count => _bySerial.Count;

    public IReadOnlyList<RingKey<TKey>> Keys => _bySerial.Values;

    /// <summary>The key of that serial, in force or not; null where the ring has none. No lock, no
    /// allocation.</summary>
    public RingKey<TKey>? Find(string serial) => _bySerial.GetValueOrDefault(serial);

    /// <summary>The key of that serial if it is in force at that time. No lock, no allocation.</summary>
    public RingKey<TKey>? Find(string serial, DateTimeOffset now) =>
        _bySerial.TryGetValue(serial, out var key) && key.IsInForce(now) ? key : null;

    public bool Has(KeyKind kind)
    {
        foreach (var key in _bySerial.Values)
            if (key.Kind == kind) return true;
        return false;
    }

    /// <summary>This ring with the fresh keys added and the expired ones dropped.</summary>
    /// <remarks>A key that the ring already has stays the very object it is, so that readers keep what they have
    /// warmed.
    /// One that is missing from <paramref name="fresh"/> stays until it expires: messages signed with it may be on
    /// their way.</remarks>
    public KeyRing<TKey> Merge(IEnumerable<RingKey<TKey>> fresh, DateTimeOffset now)
    {
        var merged = new Dictionary<string, RingKey<TKey>>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in _bySerial.Values)
            if (now <= key.NotAfter) merged.Add(key.Serial, key);
        foreach (var key in fresh)
            if (now <= key.NotAfter) merged.TryAdd(key.Serial, key);
        return new(merged.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }
}
