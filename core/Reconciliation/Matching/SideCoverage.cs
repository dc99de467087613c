namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Where one side's rows have gone.</summary>
public sealed class SideCoverage
{
    /// <summary>What came in, counted while it was read.</summary>
    public Tally In { get; } = new();

    /// <summary>Agreed with a row of the other side, whether of this day or carried over.</summary>
    public Tally Matched { get; } = new();

    /// <summary>Our orders that ended unpaid and for which the provider has no money either.</summary>
    public Tally SkippedAsUnpaid { get; } = new();

    /// <summary>Withdrawals, top-ups and the like, in a run that was told not to look for them on the other side.</summary>
    public Tally SkippedAsNoTrade { get; } = new();

    internal long Agreed => Matched.Rows + SkippedAsUnpaid.Rows + SkippedAsNoTrade.Rows;

    internal Tally[] Classified { get; } = [.. Enumerable.Range(0, DifferenceKinds.Count).Select(_ => new Tally())];

    /// <summary>Every row and every sum that came in is matched, classified or skipped, and none twice.</summary>
    public bool IsWhole
    {
        get
        {
            var gone = new Tally();
            foreach (var tally in (Tally[])[Matched, SkippedAsUnpaid, SkippedAsNoTrade, .. Classified]) gone.Add(tally);
            return gone.Agrees(In);
        }
    }

    public Tally Of(DifferenceKind kind) => Classified[(int)kind];

    internal void Add(SideCoverage other)
    {
        In.Add(other.In);
        Matched.Add(other.Matched);
        SkippedAsUnpaid.Add(other.SkippedAsUnpaid);
        SkippedAsNoTrade.Add(other.SkippedAsNoTrade);
        for (var i = 0; i < Classified.Length; i++) Classified[i].Add(other.Classified[i]);
    }
}
