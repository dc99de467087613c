namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>
/// Compares the movements of two sides in bounded memory: they are divided by the hash of their keys, what does not fit is
/// spilled, and each part is joined by itself. Findings come in an order that depends on the keys alone.
/// </summary>
public sealed class Reconciler(ReconcilerOptions options)
{
    private const int DeepestBits = 48;
    private const int BitsBelow = 4;

    private readonly int _workers = Math.Max(1, options.Workers);

    public ReconciliationProgress Progress { get; } = new();

    /// <summary>Reads both sides whole, and only then tells what differs. Nothing is told of a bill that is refused.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the sink may have been told of some differences.</exception>
    public Reconciliation Run(ReconciliationInput input, IDifferenceSink sink, CancellationToken cancellation = default)
    {
        var coverages = Enumerable.Range(0, _workers).Select(_ => new Coverage()).ToArray();
        var pool = new ChunkPool(options.Memory, lanes: _workers * 2 << options.PartitionBits);
        using var spill = new SpillLog(options.Spill, _workers);
        var partitions = new PartitionSet(pool, spill, options.PartitionBits, depth: 0);
        var intake = new Intake(input, options, Progress);
        Crew.Run(_workers, worker => intake.Read(worker, partitions, pool, coverages[worker], cancellation), () => { });
        if (intake.Finish() is { } refusal) return new(refusal, Sum(coverages));
        JoinAll(partitions, spill, pool, coverages, sink, cancellation);
        return new(null, Sum(coverages));
    }

    private static Coverage Sum(Coverage[] coverages)
    {
        var sum = new Coverage();
        foreach (var coverage in coverages) sum.Add(coverage);
        return sum;
    }

    private void JoinAll(
        PartitionSet partitions, SpillLog spill, ChunkPool pool, Coverage[] coverages, IDifferenceSink sink, CancellationToken cancellation)
    {
        var (turns, last) = (new Turns(), -1);
        Progress.Begin(partitions.Count);
        Crew.Run(_workers, JoinSome, turns.Abandon);

        void JoinSome(int worker)
        {
            var join = new PartitionJoin(coverages[worker], options);
            var draft = sink.NewDraft();
            for (int at; (at = Interlocked.Increment(ref last)) < partitions.Count; Progress.EndOne())
            {
                cancellation.ThrowIfCancellationRequested();
                var fits = Fits(partitions[at], partitions.DepthBelow, pool);
                if (fits) join.Join(partitions[at]);
                if (fits && draft is not null) join.Tell(draft);
                if (!turns.WaitFor(at)) return;
                draft?.HandOver();
                if (fits) join.Tell(sink);
                else JoinInParts(partitions[at], partitions.DepthBelow, spill, pool, join, sink, cancellation);
                turns.Done();
            }
        }
    }

    /// <summary>A partition is joined in memory that comes on top of the buffers, so it may be a share of their bound.</summary>
    private bool Fits(Partition partition, int depth, ChunkPool pool) =>
        depth + BitsBelow > DeepestBits || partition.Bytes <= Math.Max(options.Memory / (2 * _workers), pool.ChunkSize);

    /// <summary>Too many keys for one join: the range is divided again, and its parts are told in their order.</summary>
    private void JoinInParts(
        Partition partition, int depth, SpillLog spill, ChunkPool pool, PartitionJoin join, IDifferenceSink sink, CancellationToken cancellation)
    {
        var whole = partition.Bytes;
        var parts = new PartitionSet(pool, spill, BitsBelow, depth);
        new Redistribution(parts, pool).Run(partition);
        for (var at = 0; at < parts.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Fits(parts[at], parts.DepthBelow, pool) || parts[at].Bytes == whole) // One key alone cannot be divided.
            {
                join.Join(parts[at]);
                join.Tell(sink);
            }
            else
            {
                JoinInParts(parts[at], parts.DepthBelow, spill, pool, join, sink, cancellation);
            }
        }
    }
}
