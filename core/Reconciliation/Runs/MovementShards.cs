using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>
/// Deals movements out to shards by their keys, so that a movement and its counterpart always meet, whichever worker takes
/// the shard. One thread's.
/// </summary>
/// <param name="streams">A stream a shard; the caller's.</param>
/// <param name="merchants">The accounts whose lines are ours.</param>
/// <param name="rules">What a pair has to agree in.</param>
/// <param name="withFee">Whether both sides know fees.</param>
public sealed class MovementShards(IReadOnlyList<Stream> streams, IReadOnlySet<string> merchants, MatchingRules rules, bool withFee)
    : IMovementTaker
{
    private readonly byte[] _buffer = new byte[PackedMovement.SizeMax];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _merchants =
        new HashSet<string>(merchants, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly MovementFingerprint[] _prints =
        [.. Enumerable.Repeat(MovementFingerprint.Empty, streams.Count)];

    private readonly Tally[] _tallies = [.. Enumerable.Range(0, streams.Count).Select(_ => new Tally())];

    /// <summary>What went into each shard.</summary>
    public IReadOnlyList<MovementFingerprint> Fingerprints => _prints;

    /// <summary>How much went into each shard.</summary>
    public IReadOnlyList<Tally> Tallies => _tallies;

    /// <summary>The latest instant that was dealt out, in seconds since 1970 UTC; 0 when nothing was.</summary>
    public long LastInstant { get; private set; }

    /// <summary>Deals a whole source out on this thread.</summary>
    /// <returns>Why the source is refused; then nothing of what was dealt counts.</returns>
    public BillRefusal? Deal(IMovementSource source, CancellationToken cancellation)
    {
        var lane = new MovementLane(new Tally(), this);
        while (source.Next() is { } portion)
        {
            using (portion)
            {
                cancellation.ThrowIfCancellationRequested();
                if (portion.ReadInto(lane) is { } refusal) return refusal;
            }
        }

        return source.Finish();
    }

    public void Take(in Movement movement)
    {
        var hash = KeyHash.Of(movement.Kind, movement.Key);
        var shard = (int)(hash % (ulong)streams.Count);
        // Kept on every row, for whoever compares to judge by.
        var shape = PackedShape.Of(movement, withMerchant: true);
        PackedMovement.Write(_buffer.AsSpan(0, shape.Size), movement, hash, shape, withMerchant: true);
        streams[shard].Write(_buffer, 0, shape.Size);
        _tallies[shard].Add(movement.Currency.Packed, movement.Amount);
        LastInstant = Math.Max(LastInstant, movement.Instant);
        _prints[shard] = _prints[shard].With(MovementFingerprint.Of(movement, rules, withFee, IsOurs(movement.Merchant)));
    }

    private bool IsOurs(ReadOnlySpan<byte> merchant)
    {
        if (merchant.IsEmpty) return true;
        Span<char> text = stackalloc char[Movement.TextLengthMax];
        var length = System.Text.Encoding.UTF8.GetChars(merchant, text);
        return _merchants.Contains(text[..length]);
    }
}
