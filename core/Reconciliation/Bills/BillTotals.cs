namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Rows and sums of columns, for a bill's own summary to be held against.</summary>
internal sealed class BillTotals
{
    private const int SumsMax = 8;

    private readonly long[] _sums = new long[SumsMax];

    public long Rows { get; set; }

    /// <summary>A sum by the layout's own numbering.</summary>
    public ref long this[int sum] => ref _sums[sum];

    public void Add(BillTotals other)
    {
        Rows += other.Rows;
        for (var i = 0; i < SumsMax; i++) _sums[i] += other._sums[i];
    }
}
