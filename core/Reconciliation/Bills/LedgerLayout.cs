using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The columns of one ledger file.</summary>
internal sealed class LedgerLayout : BillLayout
{
    private const int FeeScale = 3;

    private readonly int _at, _kind, _order, _refund, _transaction, _amount, _currency, _fee, _status;

    public LedgerLayout(HeaderNames header)
    {
        _at = header.Required("at");
        _kind = header.Required("kind");
        _order = header.Required("orderId");
        _refund = header.Required("refundId");
        _transaction = header.Required("transactionId");
        _amount = header.Required("amount");
        _currency = header.Required("currency");
        _fee = header.Required("fee");
        _status = header.Required("status");
        Cells = header.Count;
    }

    public override int Cells { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var kind = Kind(ref row);
        var movement = new Movement
        {
            Kind = kind,
            Status = Status(ref row),
            Currency = row.Currency(_currency),
            Amount = row.Decimal(_amount, 0),
            Fee = row[_fee].IsEmpty ? Movement.FeeUnknown : row.Decimal(_fee, FeeScale),
            Instant = Instant(ref row),
            OrderId = row.Id(_order),
            Reference = kind == MovementKind.Refund ? row.Id(_refund) : row.OptionalId(_refund),
            ProviderId = row.OptionalId(_transaction),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is null) lane.Add(movement);
    }

    public override TailFault? CheckTail(BillTail tail, BillTotals totals) => null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MovementKind Kind(ref BillRow row)
    {
        var word = row[_kind];
        if (word.SequenceEqual("payment"u8)) return MovementKind.Payment;
        if (word.SequenceEqual("refund"u8)) return MovementKind.Refund;
        if (word.SequenceEqual("reversal"u8)) return MovementKind.Reversal;
        if (word.SequenceEqual("fee"u8)) return MovementKind.Fee;
        if (word.SequenceEqual("split"u8)) return MovementKind.Split;
        if (word.SequenceEqual("other"u8)) return MovementKind.Other;
        row.Refuse(BillFault.UnknownWord, _kind, "is no kind of movement");
        return MovementKind.Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MovementStatus Status(ref BillRow row)
    {
        var word = row[_status];
        if (word.SequenceEqual("succeeded"u8)) return MovementStatus.Succeeded;
        if (word.SequenceEqual("processing"u8)) return MovementStatus.Processing;
        if (word.SequenceEqual("failed"u8)) return MovementStatus.Failed;
        if (word.SequenceEqual("closed"u8)) return MovementStatus.Closed;
        row.Refuse(BillFault.UnknownWord, _status, "is no status of a movement");
        return MovementStatus.Failed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Instant(ref BillRow row)
    {
        if (InstantText.TryReadUtc(row[_at], ref row.LastDay, out var seconds)) return seconds;
        row.Refuse(BillFault.Cell, _at, "is no time like 2026-11-20T00:05:59Z");
        return 0;
    }
}
