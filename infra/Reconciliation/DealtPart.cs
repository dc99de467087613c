using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>One part of one side as it lies dealt out in a blob: shard after shard.</summary>
/// <param name="Name">Of the blob.</param>
/// <param name="Ends">Where each shard ends in it.</param>
internal sealed record DealtPart(
    string Name, Side Side, IReadOnlyList<long> Ends, IReadOnlyList<ShardPrint> Prints, IReadOnlyList<TallyRecord> Tallies,
    long LastInstant)
{
    public long Rows => Tallies.Sum(tally => tally.Rows);

    public (long From, long Length) Range(int shard)
    {
        var from = shard == 0 ? 0 : Ends[shard - 1];
        return (from, Ends[shard] - from);
    }
}

/// <summary>A fingerprint as it is written down.</summary>
internal sealed record ShardPrint(long Rows, long Sum, string Hash, bool IsPlain)
{
    public static ShardPrint Of(MovementFingerprint print) => new(print.Rows, print.Sum, print.Hash.ToString("x16", null), print.IsPlain);

    public MovementFingerprint ToFingerprint() => new(
        Rows, Sum, ulong.Parse(Hash, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture), IsPlain);
}
