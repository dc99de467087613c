using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>The comparison as one would do it by hand: slow, obvious, and all in lists.</summary>
internal static class Oracle
{
    public static List<DifferenceRow> Compare(
        IEnumerable<MovementRow> here, IEnumerable<MovementRow> there, DayWindow? day, IReadOnlySet<string>? merchants)
    {
        var found = new List<DifferenceRow>();
        var strangers = there.Where(row => merchants is not null && row.Merchant != "" && !merchants.Contains(row.Merchant)).ToList();
        foreach (var row in strangers) found.Add(One(DifferenceKind.UnknownMerchant, row, isHere: false));
        var keys = here.Concat(there).Select(Key).Distinct();
        foreach (var key in keys)
        {
            found.AddRange(CompareKey(
                Sorted(here.Where(row => Key(row) == key)),
                Sorted(there.Where(row => Key(row) == key && !strangers.Contains(row, ReferenceEqualityComparer.Instance))),
                day));
        }

        return found;
    }

    private static List<DifferenceRow> CompareKey(List<MovementRow> here, List<MovementRow> there, DayWindow? day)
    {
        var found = new List<DifferenceRow>();
        var faced = here.Count > 0 && there.Count > 0;
        var isPaired = false;
        PairWhere((a, b) => SameMoney(a, b) && a.ProviderId == b.ProviderId);
        PairWhere(SameMoney);
        if (!isPaired && IsSplit(here, there) || !isPaired && IsSplit(there, here))
            return [new(DifferenceKind.Split, DifferenceAspects.None, here, there)];
        PairWhere((_, _) => true);
        Leave(here, isHere: true);
        Leave(there, isHere: false);
        return found;

        void PairWhere(Func<MovementRow, MovementRow, bool> belong)
        {
            foreach (var ours in here.ToList())
            {
                if (there.Find(theirs => belong(ours, theirs)) is not { } match) continue;
                here.RemoveAll(row => ReferenceEquals(row, ours));
                there.RemoveAll(row => ReferenceEquals(row, match));
                isPaired = true;
                if (ComparePair(ours, match) is { } difference) found.Add(difference);
            }
        }

        void Leave(List<MovementRow> left, bool isHere)
        {
            var isRepeat = faced;
            foreach (var row in left)
            {
                if (isHere && row.Status == MovementStatus.Closed) continue;
                found.Add(One(isRepeat ? Repeat(isHere) : IsCarried(row, day) ? DifferenceKind.Carried : Missing(isHere), row, isHere));
                isRepeat = true;
            }
        }
    }

    private static DifferenceRow? ComparePair(MovementRow here, MovementRow there)
    {
        var kinds = new List<(DifferenceKind Kind, DifferenceAspects Aspect)>();
        var isLate = here.Status == MovementStatus.Closed
            && there.Status is (MovementStatus.Succeeded or MovementStatus.Processing);
        if (isLate) kinds.Add((DifferenceKind.LateMoney, DifferenceAspects.LateMoney));
        if (here.Currency != there.Currency) kinds.Add((DifferenceKind.Currency, DifferenceAspects.Currency));
        else if (here.Amount != there.Amount) kinds.Add((DifferenceKind.Amount, DifferenceAspects.Amount));
        var statusesAgree = here.Status == there.Status
            || (here.Status == MovementStatus.Succeeded && there.Status == MovementStatus.Processing)
            || (here.Status == MovementStatus.Closed && there.Status == MovementStatus.Failed);
        if (!isLate && !statusesAgree) kinds.Add((DifferenceKind.Status, DifferenceAspects.Status));
        if (here.Fee is not null && there.Fee is not null && here.Fee != there.Fee)
            kinds.Add((DifferenceKind.Fee, DifferenceAspects.Fee));
        if (here.ProviderId != "" && there.ProviderId != "" && here.ProviderId != there.ProviderId)
            kinds.Add((DifferenceKind.TransactionId, DifferenceAspects.TransactionId));
        var aspects = kinds.Aggregate(DifferenceAspects.None, (sum, one) => sum | one.Aspect);
        if (kinds.Count > 0) return new(kinds[0].Kind, aspects, [here], [there]);
        return here.Age + there.Age > 0 ? new(DifferenceKind.CutOffCrossing, aspects, [here], [there]) : null;
    }

    private static bool IsSplit(List<MovementRow> one, List<MovementRow> many) =>
        one.Count == 1 && many.Count > 1 && many.TrueForAll(row => row.Currency == one[0].Currency)
        && many.Sum(row => row.Amount) == one[0].Amount;

    private static bool IsCarried(MovementRow row, DayWindow? day)
    {
        if (day is null || row.Age >= day.DaysMax) return false;
        var isNear = row.At < day.Start + day.CutOff || row.At >= day.Start.AddDays(1) - day.CutOff;
        return row.Age > 0 || isNear;
    }

    private static DifferenceKind Repeat(bool isHere) => isHere ? DifferenceKind.DuplicateHere : DifferenceKind.DuplicateThere;

    private static DifferenceKind Missing(bool isHere) => isHere ? DifferenceKind.MissingThere : DifferenceKind.MissingHere;

    private static DifferenceRow One(DifferenceKind kind, MovementRow row, bool isHere) =>
        new(kind, DifferenceAspects.None, isHere ? [row] : [], isHere ? [] : [row]);

    private static bool SameMoney(MovementRow a, MovementRow b) => a.Amount == b.Amount && a.Currency == b.Currency;

    private static (MovementKind, string) Key(MovementRow row) => (row.Kind, row.Reference == "" ? row.OrderId : row.Reference);

    private static List<MovementRow> Sorted(IEnumerable<MovementRow> rows) =>
        [.. rows.OrderBy(row => row.Currency.Code, StringComparer.Ordinal).ThenBy(row => row.Amount)
            .ThenBy(row => row.ProviderId, StringComparer.Ordinal).ThenBy(row => row.Status)
            .ThenBy(row => row.Fee ?? long.MinValue).ThenBy(row => row.At).ThenByDescending(row => row.Age).ThenBy(row => row.Line)];
}
