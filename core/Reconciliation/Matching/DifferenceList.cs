namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Keeps the findings; for as many as fit into memory.</summary>
public sealed class DifferenceList : IDifferenceSink
{
    private readonly List<DifferenceRow> _rows = [];

    public IReadOnlyList<DifferenceRow> Rows => _rows;

    public void Take(in Difference difference) => _rows.Add(difference.ToRow());
}
