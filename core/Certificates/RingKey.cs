namespace PayFunctions.Core.Certificates;

/// <summary>One key that a provider signs with, and when it is in force.</summary>
/// <typeparam name="TKey">The key itself: what it is and how it verifies is no matter of the ring.</typeparam>
/// <param name="Serial">The name that a message gives it.</param>
/// <param name="NotBefore">In force from here on, inclusive.</param>
/// <param name="NotAfter">In force until here, inclusive.</param>
public sealed record RingKey<TKey>(
    string Serial, KeyKind Kind, DateTimeOffset NotBefore, DateTimeOffset NotAfter, TKey Key)
{
    /// <summary>When the provider stopped naming it as its own; null while it does.</summary>
    public DateTimeOffset? SupersededAt { get; private init; }

    /// <summary>The last moment at which a message signed with it is taken; never past its end.</summary>
    public DateTimeOffset UsableUntil { get; private init; } = NotAfter;

    /// <summary>Whether it lies where every instance finds it. Until then it is being prepared, and verifies all the
    /// same: a genuine message is not refused because our vault is away.</summary>
    public bool IsKept { get; init; } = true;

    public bool IsInForce(DateTimeOffset now) => now >= NotBefore && now <= UsableUntil;

    public CertificateState StateAt(DateTimeOffset now)
    {
        if (now > UsableUntil) return CertificateState.Expired;
        if (SupersededAt is not null) return CertificateState.Deprecated;
        return now < NotBefore || !IsKept ? CertificateState.Preparing : CertificateState.Active;
    }

    /// <param name="overlap">For how long what was signed with it may still be on its way.</param>
    public RingKey<TKey> SupersededFrom(DateTimeOffset at, TimeSpan overlap)
    {
        var until = at + overlap;
        return this with { SupersededAt = at, UsableUntil = until < NotAfter ? until : NotAfter };
    }

    public RingKey<TKey> Reinstated() =>
        SupersededAt is null ? this : this with { SupersededAt = null, UsableUntil = NotAfter };
}
