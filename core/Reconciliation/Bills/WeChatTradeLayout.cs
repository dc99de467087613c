using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The columns of one trade bill of WeChat Pay.</summary>
internal sealed class WeChatTradeLayout : BillLayout
{
    private const int FeeScale = 5;
    private const int AmountScale = 2;
    private const decimal ThousandthsOfFen = 1000;

    private static readonly (string Name, int Sum, int Scale)[] Summary =
    [
        ("应结订单总金额", 0, AmountScale), ("总交易额", 0, AmountScale),
        ("退款总金额", 1, AmountScale), ("总退款金额", 1, AmountScale),
        ("充值券退款总金额", 2, AmountScale), ("总企业红包退款金额", 2, AmountScale),
        ("手续费总金额", 3, FeeScale),
        ("订单总金额", 4, AmountScale),
        ("申请退款总金额", 5, AmountScale),
    ];

    private readonly HeaderNames _header;
    private readonly int _time, _merchant, _transaction, _order, _state, _currency, _settled, _fee, _total;
    private readonly int _refund, _merchantRefund, _refunded, _refundedCoupon, _refundState, _applied;

    private readonly bool _asFunds;

    public WeChatTradeLayout(HeaderNames header, bool asFunds = false)
    {
        _asFunds = asFunds;
        _header = header;
        _time = header.Required("交易时间");
        _merchant = header.Required("商户号");
        _transaction = header.Required("微信订单号");
        _order = header.Required("商户订单号");
        _state = header.Required("交易状态");
        _currency = header.Required("货币种类");
        _settled = header.Required("应结订单金额", "总金额");
        _fee = header.Required("手续费");
        _total = header.Optional("订单金额");
        _refund = header.Optional("微信退款单号");
        _merchantRefund = header.Optional("商户退款单号");
        _refunded = header.Optional("退款金额");
        _refundedCoupon = header.Optional("充值券退款金额", "企业红包退款金额");
        _refundState = header.Optional("退款状态");
        _applied = header.Optional("申请退款金额");
        FreeText = Math.Max(header.Optional("商户数据包"), header.Optional("商品名称"));
    }

    public override int Cells => _header.Count;

    public override int FreeText { get; }

    private bool HasRefunds => (_refund | _merchantRefund | _refunded | _refundState) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public override void Read(ref BillRow row, MovementLane lane, BillTotals totals)
    {
        var settled = row.Decimal(_settled, AmountScale);
        var total = OrNothing(ref row, _total, settled);
        var refunded = OrNothing(ref row, _refunded, 0);
        var applied = OrNothing(ref row, _applied, refunded);
        var fee = row.Decimal(_fee, FeeScale);
        totals[0] += settled;
        totals[1] += refunded;
        totals[2] += OrNothing(ref row, _refundedCoupon, 0);
        totals[3] += fee;
        totals[4] += total;
        totals[5] += applied;
        var kind = Kind(ref row);
        var isRefund = kind == MovementKind.Refund;
        var movement = new Movement
        {
            Kind = kind,
            Status = isRefund ? RefundStatus(ref row) : MovementStatus.Succeeded,
            Currency = row.Currency(_currency),
            Amount = isRefund ? applied : total,
            Fee = fee,
            Instant = row.ChinaTime(_time),
            OrderId = row.Id(_order),
            Reference = isRefund ? RefundId(ref row) : [],
            ProviderId = row.Id(isRefund ? _refund : _transaction),
            Merchant = row.Id(_merchant),
            Line = row.Line,
            Offset = row.Offset,
        };
        if (row.What is not null) return;
        if (_asFunds) AddFunds(movement, lane, isRefund ? refunded : settled);
        else lane.Add(movement);
    }

    private static void AddFunds(in Movement trade, MovementLane lane, long amount)
    {
        if (trade.Status == MovementStatus.Failed) return; // Nothing has left the account.
        var fee = (long)Math.Round(trade.Fee / ThousandthsOfFen, MidpointRounding.AwayFromZero);
        var isRefund = trade.Kind == MovementKind.Refund;
        lane.Add(Fund(trade, trade.Kind, isRefund ? amount + fee : amount));
        if (!isRefund && fee != 0) lane.Add(Fund(trade, MovementKind.Fee, fee));
    }

    private static Movement Fund(in Movement trade, MovementKind kind, long amount) => new()
    {
        Kind = kind,
        Status = MovementStatus.Succeeded,
        Currency = trade.Currency,
        Amount = amount,
        Fee = Movement.FeeUnknown,
        Instant = trade.Instant,
        OrderId = trade.ProviderId,
        ProviderId = trade.Key, // Ours, as the account's bill has it for its voucher.
        Line = trade.Line,
        Offset = trade.Offset,
    };

    public override TailFault? CheckTail(BillTail tail, BillTotals totals)
    {
        if (tail.Lines.Count != 2) return new(0, 0, $"the summary has {tail.Lines.Count} lines and not 2");
        var names = tail.Lines[0].Split(',');
        var values = tail.Lines[1].Split(',');
        if (names.Length != values.Length) return new(1, 0, $"the summary has {values.Length} values for {names.Length} names");
        if (SummaryText.Check(values[0], totals.Rows, 0, "lines") is { } wrong) return new(1, 1, wrong);
        for (var i = 1; i < names.Length; i++)
        {
            var (name, sum, scale) = Array.Find(Summary, one => one.Name == names[i]);
            if (name is null) return new(0, i + 1, $"the summary's '{names[i]}' is not known");
            if (SummaryText.Check(values[i], totals[sum], scale, name) is { } what) return new(1, i + 1, what);
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long OrNothing(ref BillRow row, int column, long otherwise) =>
        column < 0 ? otherwise : row.Decimal(column, AmountScale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MovementKind Kind(ref BillRow row)
    {
        var word = row[_state];
        if (word.SequenceEqual("SUCCESS"u8)) return MovementKind.Payment;
        if (word.SequenceEqual("REFUND"u8) && HasRefunds) return MovementKind.Refund;
        if (word.SequenceEqual("REVOKED"u8)) return MovementKind.Reversal;
        row.Refuse(BillFault.UnknownWord, _state, "is no state of a trade that is known here");
        return MovementKind.Other;
    }

    private MovementStatus RefundStatus(ref BillRow row)
    {
        var word = row[_refundState];
        if (word.SequenceEqual("SUCCESS"u8)) return MovementStatus.Succeeded;
        if (word.SequenceEqual("PROCESSING"u8)) return MovementStatus.Processing;
        if (word.SequenceEqual("FAIL"u8) || word.SequenceEqual("CHANGE"u8)) return MovementStatus.Failed;
        row.Refuse(BillFault.UnknownWord, _refundState, "is no state of a refund that is known here");
        return MovementStatus.Failed;
    }

    /// <summary>A refund made in the provider's own pages has no number of ours.</summary>
    private ReadOnlySpan<byte> RefundId(ref BillRow row)
    {
        var ours = row.OrNone(_merchantRefund);
        return ours.IsEmpty ? row.Id(_refund) : row.Id(_merchantRefund);
    }
}
