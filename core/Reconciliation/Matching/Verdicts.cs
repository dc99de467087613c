using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Books what became of rows: each answer is counted for the rows it is about, once.</summary>
internal sealed class Verdicts(JoinBuffer rows, Findings findings, Coverage coverage, ReconcilerOptions options)
{
    private readonly DayWindow? _day = options.Day;
    private readonly MatchingRules _rules = options.Rules;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public void Pair(int here, int there)
    {
        var ours = rows[here];
        var theirs = rows[there];
        var aspects = PairRules.Compare(ours, theirs, _rules);
        if (aspects != DifferenceAspects.None)
        {
            Tell(PairRules.KindOf(aspects, PackedMovement.Kind(ours)), aspects, [here], [there]);
            return;
        }

        Book(coverage.Here.Matched, ours);
        Book(coverage.There.Matched, theirs);
        if (PackedMovement.Age(ours) == 0 && PackedMovement.Age(theirs) == 0) return;
        coverage.Count(DifferenceKind.CutOffCrossing);
        findings.Add(DifferenceKind.CutOffCrossing, aspects, [here], [there]);
    }

    public void Split(ReadOnlySpan<int> here, ReadOnlySpan<int> there) =>
        Tell(DifferenceKind.Split, DifferenceAspects.None, here, there);

    public void UnknownMerchant(int there) => TellOne(DifferenceKind.UnknownMerchant, there);

    /// <summary>A row that nothing on the other side is left for.</summary>
    /// <param name="isRepeat">Another row of the same key and side, or one of the other side, has been answered before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Alone(int row, bool isRepeat)
    {
        var isHere = rows.IsHere(row);
        if (isHere && PackedMovement.Status(rows[row]) == MovementStatus.Closed)
            Book(coverage.Here.SkippedAsUnpaid, rows[row]);
        else if (options.SkipsNoTrade && PackedMovement.Kind(rows[row]) == MovementKind.Other)
            Book((isHere ? coverage.Here : coverage.There).SkippedAsNoTrade, rows[row]);
        else if (isRepeat) TellOne(isHere ? DifferenceKind.DuplicateHere : DifferenceKind.DuplicateThere, row);
        else if (_day is not null && _day.Carries(PackedMovement.Instant(rows[row]), PackedMovement.Age(rows[row])))
            TellOne(DifferenceKind.Carried, row);
        else TellOne(isHere ? DifferenceKind.MissingThere : DifferenceKind.MissingHere, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TellOne(DifferenceKind kind, int row) => Tell(
        kind, DifferenceAspects.None, rows.IsHere(row) ? [row] : [], rows.IsHere(row) ? [] : [row]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    private void Tell(DifferenceKind kind, DifferenceAspects aspects, ReadOnlySpan<int> here, ReadOnlySpan<int> there)
    {
        coverage.Count(kind);
        foreach (var row in here) Book(coverage.Here.Of(kind), rows[row]);
        foreach (var row in there) Book(coverage.There.Of(kind), rows[row]);
        findings.Add(kind, aspects, here, there);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on, and compiled once for the six places that call it.
    private static void Book(Tally tally, ReadOnlySpan<byte> row) =>
        tally.Add(PackedMovement.Currency(row), PackedMovement.Amount(row));
}
