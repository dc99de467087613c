using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Lists the first differences, in the file as many as were asked for; the report's digest hears of all.</summary>
internal sealed class ListedDifferences(DifferenceCsv? file, long most, ShadowFindings? kept) : IDifferenceSink
{
    private const int ReportedMax = 1000;
    private const int OnScreenMax = 20;

    private readonly DifferenceDigest _digest = new((int)Math.Min(most, ReportedMax));

    /// <summary>All of them, when a shadow run is to follow.</summary>
    public ShadowFindings? Kept => kept;

    public DifferenceDigest Digest => _digest;

    public IEnumerable<DifferenceRow> First => _digest.First.Take(OnScreenMax);

    public long Listed { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Take(in Difference difference)
    {
        _digest.Take(difference);
        kept?.Take(difference);
        if (Listed == most) return;
        Listed++;
        file?.Take(difference);
    }
}
