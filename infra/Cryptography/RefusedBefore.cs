using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PayFunctions.Infra.Cryptography;

/// <summary>
/// Certificates that were refused a moment ago, by the digest of their bytes. Whoever sends one again gets the same answer
/// without its chain being read anew, so that it takes no longer than any other forged message.
/// </summary>
/// <remarks>For reasons that no clock changes; and for a moment only, should one have been refused by a failure of ours.</remarks>
internal sealed class RefusedBefore<TReason>
    where TReason : struct, Enum
{
    /// <summary>A flood of others costs no memory: past so many, all are forgotten and read anew.</summary>
    public const int CountMax = 256;

    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (TReason Reason, DateTimeOffset Until)> _refused = new(StringComparer.Ordinal);

    public int Count => _refused.Count;

    public bool Knows(ReadOnlySpan<byte> bytes, DateTimeOffset now, [NotNullWhen(true)] out TReason? reason)
    {
        var isKnown = _refused.TryGetValue(NameOf(bytes), out var known) && now < known.Until;
        reason = isKnown ? known.Reason : null;
        return isKnown;
    }

    public void Add(ReadOnlySpan<byte> bytes, TReason reason, DateTimeOffset now)
    {
        if (_refused.Count >= CountMax) _refused.Clear();
        _refused[NameOf(bytes)] = (reason, now + KeptFor);
    }

    private static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
