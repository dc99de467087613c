namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The order of rows of one key and side: by what they say, and by their line only when they say the same.</summary>
internal sealed class RowOrder(JoinBuffer rows) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        var a = rows[x];
        var b = rows[y];
        var by = CompareMoney(a, b);
        if (by == 0) by = CompareProviderIds(a, b);
        if (by == 0) by = PackedMovement.Status(a).CompareTo(PackedMovement.Status(b));
        if (by == 0) by = PackedMovement.Fee(a).CompareTo(PackedMovement.Fee(b));
        if (by == 0) by = PackedMovement.Instant(a).CompareTo(PackedMovement.Instant(b));
        if (by == 0) by = PackedMovement.Age(b).CompareTo(PackedMovement.Age(a));
        return by != 0 ? by : PackedMovement.Line(a).CompareTo(PackedMovement.Line(b));
    }

    public int CompareMoney(int x, int y) => CompareMoney(rows[x], rows[y]);

    public int CompareMoneyAndProviderId(int x, int y)
    {
        var by = CompareMoney(rows[x], rows[y]);
        return by != 0 ? by : CompareProviderIds(rows[x], rows[y]);
    }

    private static int CompareProviderIds(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (PackedMovement.HaveOneProviderId(a, b)) return 0;
        Span<byte> rooms = stackalloc byte[2 * Movement.TextLengthMax];
        return PackedMovement.ProviderId(a, rooms).SequenceCompareTo(PackedMovement.ProviderId(b, rooms[Movement.TextLengthMax..]));
    }

    private static int CompareMoney(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var by = PackedMovement.Currency(a).CompareTo(PackedMovement.Currency(b));
        return by != 0 ? by : PackedMovement.Amount(a).CompareTo(PackedMovement.Amount(b));
    }
}
