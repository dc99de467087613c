namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>How far a run has come, to be looked at from another thread.</summary>
public sealed class ReconciliationProgress
{
    private long _rows;
    private int _joined;
    private int _partitions;

    public long RowsRead => Volatile.Read(ref _rows);

    /// <summary>From 0 to 1, once everything has been read.</summary>
    public double Joined => Volatile.Read(ref _partitions) is > 0 and var all ? (double)Volatile.Read(ref _joined) / all : 0;

    internal void Read(long rows) => Interlocked.Add(ref _rows, rows);

    internal void Begin(int partitions) => Volatile.Write(ref _partitions, partitions);

    internal void EndOne() => Interlocked.Increment(ref _joined);
}
