using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Lists the first differences, on the screen some and in the file as many as were asked for.</summary>
internal sealed class ListedDifferences(DifferenceCsv? file, long most) : IDifferenceSink
{
    private const int OnScreenMax = 20;

    private readonly List<DifferenceRow> _first = [];

    public IReadOnlyList<DifferenceRow> First => _first;

    public long Listed { get; private set; }

    public void Take(in Difference difference)
    {
        if (Listed == most) return;
        Listed++;
        file?.Take(difference);
        if (_first.Count < OnScreenMax) _first.Add(difference.ToRow());
    }
}
