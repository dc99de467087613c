namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>How a run uses its machine, and what it takes for the border of the day.</summary>
public sealed record ReconcilerOptions
{
    private const int PartitionsMax = 4096;

    /// <summary>Bytes of movements held in memory; what goes beyond spills.</summary>
    public long Memory { get; init; } = 64 << 20;

    /// <summary>Into how many parts the keys are divided; rounded up to a power of two. The result never depends on it.</summary>
    public int Partitions { get; init; } = 256;

    /// <summary>Threads that read and join.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Without a day nothing is carried over: what has no match is missing.</summary>
    public DayWindow? Day { get; init; }

    /// <summary>What a pair has to agree in.</summary>
    public MatchingRules Rules { get; init; } = MatchingRules.Standard;

    /// <summary>Whether movements of <see cref="MovementKind.Other"/> need no match: an account is topped up, and no trade's bill says so.</summary>
    public bool SkipsNoTrade { get; init; }

    /// <summary>The merchant numbers that are ours; null when any is.</summary>
    public IReadOnlySet<string>? Merchants { get; init; }

    /// <summary>Makes a stream to write to, seek and read back; the run disposes of it. One is asked for each worker.</summary>
    public required Func<Stream> Spill { get; init; }

    internal int PartitionBits =>
        int.Log2((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Partitions, 1, PartitionsMax)));
}
