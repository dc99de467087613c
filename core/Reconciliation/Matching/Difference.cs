using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One finding, with the rows that it is about. It lives for the sink's call only.</summary>
public readonly ref struct Difference
{
    private readonly JoinBuffer _buffer;
    private readonly ReadOnlySpan<int> _rows;

    internal Difference(DifferenceKind kind, DifferenceAspects aspects, JoinBuffer buffer, ReadOnlySpan<int> rows, int here)
    {
        (Kind, Aspects, HereCount) = (kind, aspects, here);
        _buffer = buffer;
        _rows = rows;
    }

    public DifferenceKind Kind { get; }

    /// <summary>Everything in which a pair differs; none unless there is a row on each side.</summary>
    public DifferenceAspects Aspects { get; }

    /// <summary>How many rows of ours it is about: 0, 1, or the parts of a split.</summary>
    public int HereCount { get; }

    public int ThereCount => _rows.Length - HereCount;

    /// <remarks>Of the first row nothing is allocated: nearly all findings are of one, and there may be millions.</remarks>
    public Movement Here(int index) => Read(_rows[..HereCount][index], index, Side.Here);

    public Movement There(int index) => Read(_rows[HereCount..][index], index, Side.There);

    internal uint Instant => PackedMovement.Instant(_buffer[_rows[0]]);

    /// <summary>A copy to keep.</summary>
    public DifferenceRow ToRow()
    {
        var (here, there) = (new MovementRow[HereCount], new MovementRow[ThereCount]);
        for (var i = 0; i < here.Length; i++) here[i] = MovementRow.Of(Here(i));
        for (var i = 0; i < there.Length; i++) there[i] = MovementRow.Of(There(i));
        return new(Kind, Aspects, here, there);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    private Movement Read(int row, int index, Side side) =>
        PackedMovement.Read(_buffer[row], index == 0 ? _buffer.Room(side) : new byte[PackedMovement.RoomSize]);
}
