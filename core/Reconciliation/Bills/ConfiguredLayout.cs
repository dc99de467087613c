using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A configured bill's columns in one file.</summary>
internal sealed class ConfiguredLayout : BillLayout
{
    private const int MinorToThousandths = 3;

    private readonly BillColumns _columns;
    private readonly (byte[] Word, MovementKind Kind)[] _kinds;
    private readonly (byte[] Word, MovementStatus Status)[] _statuses;
    private readonly int _order, _refund, _transaction, _amount, _fee, _time, _currency, _merchant, _kind, _status;

    public ConfiguredLayout(BillColumns columns, HeaderNames header, Encoding encoding)
    {
        _columns = columns;
        _kinds = [.. columns.KindWords.Select(one => (encoding.GetBytes(one.Key), one.Value))];
        _statuses = [.. columns.StatusWords.Select(one => (encoding.GetBytes(one.Key), one.Value))];
        int Column(string name) => name.Length == 0 ? -1 : header.Required(name);
        (_order, _refund, _transaction) = (Column(columns.OrderId), Column(columns.RefundId), Column(columns.TransactionId));
        (_amount, _fee, _time) = (Column(columns.Amount), Column(columns.Fee), Column(columns.Time));
        (_currency, _merchant) = (Column(columns.Currency), Column(columns.Merchant));
        (_kind, _status) = (Column(columns.Kind), Column(columns.Status));
        Cells = header.Count;
    }

    public override int Cells { get; }

    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var kind = _kind < 0 ? MovementKind.Payment : Word(ref row, _kind, _kinds);
        var amount = row.Decimal(_amount, _columns.AmountDecimals);
        var fee = _fee < 0 || row[_fee].IsEmpty ? Movement.FeeUnknown : row.Decimal(_fee, _columns.AmountDecimals + MinorToThousandths);
        var movement = new Movement
        {
            Kind = kind,
            Status = _status < 0 ? MovementStatus.Succeeded : Word(ref row, _status, _statuses),
            Currency = _currency < 0 ? CurrencyLetters.Of(_columns.DefaultCurrency) : row.Currency(_currency),
            Amount = kind == MovementKind.Refund && _columns.RefundsAreNegative ? -amount : amount,
            Fee = fee != Movement.FeeUnknown && _columns.FeesAreNegative ? -fee : fee,
            Instant = Time(ref row),
            OrderId = row.Id(_order),
            Reference = kind == MovementKind.Refund && _refund >= 0 ? row.Id(_refund) : [],
            ProviderId = row.Id(_transaction),
            Merchant = _merchant < 0 ? [] : row.OptionalId(_merchant),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is null) lane.Add(movement);
    }

    public override TailFault? CheckTail(BillTail tail, BillTotals totals) => null;

    private static T Word<T>(ref BillRow row, int column, (byte[] Word, T Meaning)[] words)
        where T : struct, Enum
    {
        foreach (var (word, meaning) in words)
        {
            if (row[column].SequenceEqual(word)) return meaning;
        }

        row.Refuse(BillFault.UnknownWord, column, "is no word that the configuration knows");
        return default;
    }

    private long Time(ref BillRow row)
    {
        var seconds = 0L;
        var reads = _columns.TimeFormat switch
        {
            BillTime.China => InstantText.TryReadChina(row[_time], ref row.LastDay, out seconds),
            BillTime.ChinaCompact => InstantText.TryReadCompact(row[_time], ref row.LastDay, out seconds),
            BillTime.Utc => InstantText.TryReadUtc(row[_time], ref row.LastDay, out seconds),
        };
        if (reads) return row.OfDay(_time, seconds);
        row.Refuse(BillFault.Cell, _time, $"is no time of the form {_columns.TimeFormat}");
        return 0;
    }
}
