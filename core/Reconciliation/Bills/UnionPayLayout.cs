using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The fields of a ZM record, counted from 0.</summary>
internal sealed class UnionPayLayout(DateOnly settled, byte chargeSign) : BillLayout
{
    private const int At = 4, Amount = 6, QueryId = 9, OrderId = 11, Fee = 15, Type = 19, Merchant = 27;
    private const int ThousandthsOfFen = 1000;

    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1, 131,
    ];

    public override int Cells => Widths.Length;

    public override ReadOnlySpan<int> FixedWidths => Widths;

    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var kind = Kind(ref row);
        var id = row.Id(OrderId);
        var movement = new Movement
        {
            Kind = kind,
            Status = MovementStatus.Succeeded,
            Currency = CurrencyLetters.Cny,
            Amount = row.Decimal(Amount, 0),
            Fee = SignedFee(ref row),
            Instant = Instant(ref row),
            OrderId = id,
            Reference = kind == MovementKind.Payment ? [] : id, // A refund is a transaction with an id of its own.
            ProviderId = row.Id(QueryId),
            Merchant = row.Id(Merchant),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is null) lane.Add(movement);
    }

    public override TailFault? CheckTail(BillTail tail, BillTotals totals) => null;

    private static MovementKind Kind(ref BillRow row)
    {
        var word = row[Type];
        if (word.SequenceEqual("01"u8) || word.SequenceEqual("03"u8)) return MovementKind.Payment;
        if (word.SequenceEqual("04"u8)) return MovementKind.Refund;
        if (word.SequenceEqual("31"u8) || word.SequenceEqual("33"u8)) return MovementKind.Reversal;
        row.Refuse(BillFault.UnknownWord, Type, "is no type of transaction that moves money and is known here");
        return MovementKind.Other;
    }

    private long SignedFee(ref BillRow row)
    {
        var text = row[Fee];
        if (text.Length > 1 && text[0] is (byte)'C' or (byte)'D' && DecimalText.TryRead(text[1..], 0, out var fen))
            return (text[0] == chargeSign ? fen : -fen) * ThousandthsOfFen;
        row.Refuse(BillFault.Cell, Fee, "is no C or D and 12 digits");
        return 0;
    }

    /// <summary>MMDDhhmmss. In January's first files there are December's last transactions.</summary>
    private long Instant(ref BillRow row)
    {
        var text = row[At];
        var year = settled.Year;
        if (settled.Month == 1 && text.StartsWith("12"u8)) year--;
        if (settled.Month == 12 && text.StartsWith("01"u8)) year++;
        Span<byte> whole = stackalloc byte[4 + 10];
        System.Buffers.Text.Utf8Formatter.TryFormat(year, whole, out _);
        if (text.Length == 10)
        {
            text.CopyTo(whole[4..]);
            if (InstantText.TryReadCompact(whole, ref row.LastDay, out var seconds)) return row.OfDay(At, seconds);
        }

        row.Refuse(BillFault.Cell, At, "is no time like 1120080559");
        return 0;
    }
}
