using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Shadow;

/// <summary>A run's findings, kept to be held against another run's on the same input.</summary>
/// <param name="most">How many are kept; beyond it only the counts can be compared.</param>
public sealed class ShadowFindings(int most = 100_000) : IDifferenceSink
{
    private readonly List<DifferenceRow> _rows = [];

    public IReadOnlyList<DifferenceRow> Rows => _rows;

    /// <summary>False when there were more than are kept.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Take(in Difference difference)
    {
        if (_rows.Count < most) _rows.Add(difference.ToRow());
        else IsWhole = false;
    }
}
