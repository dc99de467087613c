using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>
/// What a set of movements is, whatever their order: two that are equal hold the same money by the same ids, and need no
/// comparison row by row.
/// </summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Sum">Of their amounts, in minor units; currencies are told apart by the hash.</param>
/// <param name="Hash">All rows' hashes combined: kind, key, amount, currency and the provider's number of each.</param>
/// <param name="IsPlain">Every one succeeded, of today and of an account of ours: otherwise rows have to be looked at.</param>
public readonly record struct MovementFingerprint(long Rows, long Sum, ulong Hash, bool IsPlain)
{
    public static MovementFingerprint Empty { get; } = new(0, 0, 0, true);

    /// <param name="rules">What a pair has to agree in.</param>
    /// <param name="withFee">Whether both sides know fees.</param>
    /// <param name="isOurs">Whether its merchant number is one of ours.</param>
    public static MovementFingerprint Of(in Movement movement, MatchingRules rules, bool withFee, bool isOurs)
    {
        unchecked
        {
            var hash = KeyHash.Of(movement.Kind, movement.Key);
            hash = Mix(hash ^ (ulong)movement.Amount);
            hash = Mix(hash ^ movement.Currency.Packed);
            if (rules.ComparesTransactionIds) hash = Mix(hash ^ KeyHash.Of(movement.Kind, movement.ProviderId));
            if (withFee) hash = Mix(hash ^ (ulong)movement.Fee);
            var isPlain = isOurs && movement.Age == 0
                && movement.Status is MovementStatus.Succeeded or MovementStatus.Processing;
            return new(1, movement.Amount, hash, isPlain);
        }
    }

    public MovementFingerprint With(MovementFingerprint other)
    {
        // Added and not XORed: the same row twice does not vanish.
        unchecked
        {
            return new(Rows + other.Rows, Sum + other.Sum, Hash + other.Hash, IsPlain && other.IsPlain);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
            return value ^ (value >> 29);
        }
    }
}
