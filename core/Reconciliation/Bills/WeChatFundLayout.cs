using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The columns of one fund-flow bill of WeChat Pay.</summary>
internal sealed class WeChatFundLayout : BillLayout
{
    private const int AmountScale = 2;

    private readonly byte[] _in, _out;
    private readonly (byte[] Word, MovementKind Kind, bool IsIncome)[] _kinds;
    private readonly int _at, _number, _type, _direction, _amount, _voucher;

    public WeChatFundLayout(HeaderNames header, Encoding encoding)
    {
        (_in, _out) = (encoding.GetBytes("收入"), encoding.GetBytes("支出"));
        _kinds =
        [
            (encoding.GetBytes("交易"), MovementKind.Payment, true), (encoding.GetBytes("退款"), MovementKind.Refund, false),
            (encoding.GetBytes("扣除交易手续费"), MovementKind.Fee, false), (encoding.GetBytes("手续费"), MovementKind.Fee, false),
        ];
        _at = header.Required("记账时间");
        _number = header.Required("微信支付业务单号");
        _type = header.Required("业务类型");
        _direction = header.Required("收支类型");
        _amount = header.Required("收支金额(元)");
        _voucher = header.Required("业务凭证号");
        FreeText = header.Optional("备注");
        Cells = header.Count;
    }

    public override int Cells { get; }

    public override int FreeText { get; }

    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var isIncome = IsIncome(ref row);
        var amount = row.Decimal(_amount, AmountScale);
        if (amount < 0) row.Refuse(BillFault.Cell, _amount, "is below zero, and the direction has a column of its own");
        totals[isIncome ? 0 : 2]++;
        totals[isIncome ? 1 : 3] += amount;
        var (kind, expectsIncome) = Kind(row);
        var movement = new Movement
        {
            Kind = kind,
            Status = MovementStatus.Succeeded,
            Currency = CurrencyLetters.Cny,
            Amount = isIncome == expectsIncome ? amount : -amount,
            Fee = Movement.FeeUnknown,
            Instant = row.ChinaTime(_at),
            OrderId = row.Id(_number),
            ProviderId = row.OptionalId(_voucher),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is null) lane.Add(movement);
    }

    public override TailFault? CheckTail(BillTail tail, BillTotals totals)
    {
        var values = tail.Lines.Count == 2 ? tail.Lines[1].Split(',') : [];
        if (values.Length != 5) return new(0, 0, "the summary does not have its 5 values");
        (string Name, long Sum, int Scale)[] told =
        [
            ("资金流水总笔数", totals.Rows, 0), ("收入笔数", totals[0], 0), ("收入金额", totals[1], AmountScale),
            ("支出笔数", totals[2], 0), ("支出金额", totals[3], AmountScale),
        ];
        for (var i = 0; i < told.Length; i++)
        {
            if (SummaryText.Check(values[i], told[i].Sum, told[i].Scale, told[i].Name) is { } what) return new(1, i + 1, what);
        }

        return null;
    }

    private bool IsIncome(ref BillRow row)
    {
        var word = row[_direction];
        if (word.SequenceEqual(_in)) return true;
        if (!word.SequenceEqual(_out)) row.Refuse(BillFault.UnknownWord, _direction, "is neither income nor expense");
        return false;
    }

    /// <summary>The list of what moves a balance is open: what it does not name is something else, and no fault.</summary>
    private (MovementKind Kind, bool ExpectsIncome) Kind(in BillRow row)
    {
        foreach (var (word, kind, isIncome) in _kinds)
        {
            if (row[_type].SequenceEqual(word)) return (kind, isIncome);
        }

        return (MovementKind.Other, true);
    }
}
