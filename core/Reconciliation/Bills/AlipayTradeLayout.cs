using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The columns of one trade bill of Alipay.</summary>
internal sealed class AlipayTradeLayout : BillLayout
{
    private const int FeeScale = 5;
    private const int AmountScale = 2;

    private readonly byte[] _paid, _refunded;
    private readonly int _trade, _order, _type, _at, _amount, _received, _request, _fee;

    public AlipayTradeLayout(HeaderNames header, Encoding encoding)
    {
        (_paid, _refunded) = (encoding.GetBytes("交易"), encoding.GetBytes("退款"));
        _trade = header.Required("支付宝交易号");
        _order = header.Required("商户订单号");
        _type = header.Required("业务类型");
        _at = header.Required("完成时间");
        _amount = header.Required("订单金额(元)");
        _received = header.Required("商家实收(元)");
        _request = header.Required("退款批次号/请求号");
        _fee = header.Required("服务费(元)");
        FreeText = header.Optional("商品名称");
        Cells = header.Count;
    }

    public override int Cells { get; }

    public override int FreeText { get; }

    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var kind = Kind(ref row);
        var isRefund = kind == MovementKind.Refund;
        var amount = row.Decimal(_amount, AmountScale);
        if (isRefund ? amount > 0 : amount < 0) row.Refuse(BillFault.Cell, _amount, "has the wrong sign for its kind");
        totals[isRefund ? 2 : 0]++;
        totals[isRefund ? 3 : 1] += row.Decimal(_received, AmountScale);
        var movement = new Movement
        {
            Kind = kind,
            Status = MovementStatus.Succeeded,
            Currency = CurrencyLetters.Cny,
            Amount = isRefund ? -amount : amount,
            Fee = -row.Decimal(_fee, FeeScale),
            Instant = row.ChinaTime(_at),
            OrderId = row.Id(_order),
            Reference = isRefund ? row.OptionalId(_request) : [], // Empty where all went back: then the order's number is its key.
            ProviderId = row.Id(_trade),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is null) lane.Add(movement);
    }

    public override TailFault? CheckTail(BillTail tail, BillTotals totals)
    {
        if (tail.Lines.Count == 0 || !tail.Lines[0].Contains("结束", StringComparison.Ordinal)) return new(0, 0, "the end mark is missing");
        return CheckTotal(tail, "#交易合计", totals[0], totals[1]) ?? CheckTotal(tail, "#退款合计", totals[2], totals[3]);
    }

    /// <summary><c>#交易合计：2笔，商家实收共20.30元，…</c></summary>
    private static TailFault? CheckTotal(BillTail tail, string name, long count, long sum)
    {
        for (var line = 0; line < tail.Lines.Count; line++)
        {
            if (!tail.Lines[line].StartsWith(name, StringComparison.Ordinal)) continue;
            var what = SummaryText.Check(Between(tail.Lines[line], "：", "笔"), count, 0, name)
                ?? SummaryText.Check(Between(tail.Lines[line], "共", "元"), sum, AmountScale, name);
            return what is null ? null : new(line, 0, what);
        }

        return new(tail.Lines.Count - 1, 0, $"'{name}' is missing, so it is cut short");
    }

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var to = text.IndexOf(after, from, StringComparison.Ordinal);
        return from < before.Length || to < 0 ? "" : text[from..to];
    }

    private MovementKind Kind(ref BillRow row)
    {
        var word = row[_type];
        if (word.SequenceEqual(_paid)) return MovementKind.Payment;
        if (word.SequenceEqual(_refunded)) return MovementKind.Refund;
        row.Refuse(BillFault.UnknownWord, _type, "is no kind of business that is known here");
        return MovementKind.Other;
    }
}
