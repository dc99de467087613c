namespace PayFunctions.Infra.Storage;

/// <summary>A hash that is the same in every process and version: what it places stays where it was placed.</summary>
/// <remarks>
/// FNV-1a of 64 bits over the UTF-16 units, low byte first, then Murmur3's last mix, since FNV alone leaves keys that
/// differ in their last digits (as order ids do) close together. Not for anything that must resist an attacker.
/// </remarks>
public static class StableHash
{
    /// <summary>The key's place among so many, from 0.</summary>
    public static int Place(ReadOnlySpan<char> key, int places)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(places);
        return (int)(Of(key) % (ulong)places);
    }

    public static ulong Of(ReadOnlySpan<char> key)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var unit in key)
            {
                hash = (hash ^ (byte)unit) * 1099511628211UL;
                hash = (hash ^ (byte)(unit >> 8)) * 1099511628211UL;
            }

            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return hash ^ (hash >> 33);
        }
    }
}
