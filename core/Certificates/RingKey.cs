namespace PayFunctions.Core.Certificates;

/// <summary>One key that a provider signs with, and when it is in force.</summary>
/// <typeparam name="TKey">The key itself: what it is and how it verifies is no matter of the ring.</typeparam>
/// <param name="Serial">The name that a message gives it.</param>
/// <param name="NotBefore">In force from here on, inclusive.</param>
/// <param name="NotAfter">In force until here, inclusive.</param>
public sealed record RingKey<TKey>(
    string Serial, KeyKind Kind, DateTimeOffset NotBefore, DateTimeOffset NotAfter, TKey Key)
{
    public bool IsInForce(DateTimeOffset now) => now >= NotBefore && now <= NotAfter;
}
