using System.Collections.Frozen;

namespace PayFunctions.Core.Certificates;

/// <summary>The keys of one provider account at one moment: an immutable snapshot that is replaced as a
/// whole.</summary>
/// <remarks>Several keys are in force at once while a provider shifts its traffic from one to the next. A ring that
/// has had a certificate never loses its last one, not even an expired one: it tells what was there.</remarks>
public sealed class KeyRing<TKey>
{
    private const int Few = 4;

    // Hex serials come in either case; a key id has no other twin that differs by case.
    private readonly FrozenDictionary<string, RingKey<TKey>> _bySerial;

    // A ring seldom has more than three, and a serial is nearly always spelled as it was listed: comparing a few texts
    // outright is quicker than any hash of forty digits without regard to case.
    private readonly RingKey<TKey>[] _few;

    private KeyRing(FrozenDictionary<string, RingKey<TKey>> bySerial) =>
        (_bySerial, _few) = (bySerial, [.. bySerial.Values.Take(Few)]);

    public static KeyRing<TKey> Empty { get; } = new(FrozenDictionary<string, RingKey<TKey>>.Empty);

    public int Count => _bySerial.Count;

    public IReadOnlyList<RingKey<TKey>> Keys => _bySerial.Values;

    /// <summary>The key of that serial, in force or not; null where the ring has none. No lock, no
    /// allocation.</summary>
    public RingKey<TKey>? Find(string serial)
    {
        foreach (var key in _few)
            if (string.Equals(key.Serial, serial, StringComparison.Ordinal)) return key;
        return _bySerial.GetValueOrDefault(serial);
    }

    /// <summary>The key of that serial if it is in force at that time. No lock, no allocation.</summary>
    public RingKey<TKey>? Find(string serial, DateTimeOffset now) =>
        Find(serial) is { } key && key.IsInForce(now) ? key : null;

    public bool Has(KeyKind kind)
    {
        foreach (var key in _bySerial.Values)
            if (key.Kind == kind) return true;
        return false;
    }

    /// <summary>This ring with the fresh keys added and those dropped that are no longer usable.</summary>
    /// <remarks>A key that the ring already has stays the very object it is, so that readers keep what they have
    /// warmed.
    /// One that is missing from <paramref name="fresh"/> stays until it expires: messages signed with it may be on
    /// their way.</remarks>
    public KeyRing<TKey> Merge(IEnumerable<RingKey<TKey>> fresh, DateTimeOffset now)
    {
        var merged = Copy();
        foreach (var key in fresh) merged.TryAdd(key.Serial, key);
        return Of(merged, now);
    }

    /// <summary>This ring with those keys in place of its own of the same serial; what is dropped as in
    /// <see cref="Merge"/>.</summary>
    public KeyRing<TKey> Put(IEnumerable<RingKey<TKey>> keys, DateTimeOffset now)
    {
        var put = Copy();
        foreach (var key in keys) put[key.Serial] = key;
        return Of(put, now);
    }

    /// <summary>This ring after the provider named its certificates, all of them: new ones are added, and one that it
    /// no longer names is superseded and usable for the overlap, never past its end.</summary>
    /// <remarks>Nothing is superseded by a list of which none is in force yet.</remarks>
    public KeyRing<TKey> Renew(IReadOnlyCollection<RingKey<TKey>> listed, DateTimeOffset now, TimeSpan overlap)
    {
        var renewed = Copy();
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in listed)
        {
            named.Add(key.Serial);
            var own = renewed.GetValueOrDefault(key.Serial)?.Reinstated() ?? key;
            renewed[key.Serial] = own.IsKept == key.IsKept ? own : own with { IsKept = key.IsKept };
        }

        if (listed.Any(key => key.IsInForce(now)))
        {
            foreach (var key in _bySerial.Values)
                if (IsLeftOut(key, named)) renewed[key.Serial] = key.SupersededFrom(now, overlap);
        }

        return Of(renewed, now);
    }

    /// <summary>This ring without the certificate of that serial: refused from now on, whatever is on its way.</summary>
    /// <remarks>Only of one that is superseded: what the provider still names stays, and so the ring never loses its last
    /// one.</remarks>
    public KeyRing<TKey> Without(string serial, DateTimeOffset now)
    {
        if (Find(serial)?.SupersededAt is null) return this;
        var rest = Copy();
        rest.Remove(serial);
        return Of(rest, now);
    }

    private static bool IsLeftOut(RingKey<TKey> key, HashSet<string> named) =>
        key.Kind == KeyKind.PlatformCertificate && key.SupersededAt is null && !named.Contains(key.Serial);

    private static KeyRing<TKey> Of(Dictionary<string, RingKey<TKey>> keys, DateTimeOffset now)
    {
        var last = keys.Values.Where(key => key.Kind == KeyKind.PlatformCertificate).MaxBy(key => key.UsableUntil);
        foreach (var key in keys.Values.Where(key => now > key.UsableUntil && key != last).ToList())
            keys.Remove(key.Serial);
        return new(keys.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private Dictionary<string, RingKey<TKey>> Copy()
    {
        var copy = new Dictionary<string, RingKey<TKey>>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in _bySerial.Values) copy.Add(key.Serial, key);
        return copy;
    }
}
