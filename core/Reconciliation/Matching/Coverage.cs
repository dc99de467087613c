namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The proof that no row was lost, invented or used twice, and what was found.</summary>
public sealed class Coverage
{
    private readonly long[] _found = new long[DifferenceKinds.Count];

    public SideCoverage Here { get; } = new();

    public SideCoverage There { get; } = new();

    /// <summary>Pairs of movements that agree.</summary>
    public long Pairs => Here.Matched.Rows;

    /// <summary>Both sides are whole, and each matched row here has its own there. False means that a run has failed.</summary>
    public bool Holds => Here.IsWhole && There.IsWhole && Here.Matched.Agrees(There.Matched);

    /// <summary>Findings that are disagreements.</summary>
    public long Disagreements => DifferenceKinds.All.Where(kind => kind.IsDisagreement()).Sum(Found);

    /// <summary>The share of rows, on both sides, that agree; what was rightly skipped is no disagreement.</summary>
    public double MatchRate => RowsIn == 0 ? 1 : (double)(Here.Agreed + There.Agreed) / RowsIn;

    public long RowsIn => Here.In.Rows + There.In.Rows;

    /// <summary>How many differences of the kind were found; one may be about several rows.</summary>
    public long Found(DifferenceKind kind) => _found[(int)kind];

    internal SideCoverage Of(Side side) => side == Side.Here ? Here : There;

    internal void Count(DifferenceKind kind) => _found[(int)kind]++;

    internal void Add(Coverage other)
    {
        Here.Add(other.Here);
        There.Add(other.There);
        for (var i = 0; i < _found.Length; i++) _found[i] += other._found[i];
    }
}
