using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>WeChat Pay's share: payments, every tenth with a refund of a part, and twenty differences.</summary>
internal sealed class BusyWeChat : ChannelDay
{
    private const int RowsMin = 9000;

    private readonly MerchantAccount _account;
    private readonly Dictionary<string, Func<BillLine, IEnumerable<BillLine>>> _edits = [];
    private readonly List<Transaction> _transactions = [];
    private readonly List<SimulatedRefund> _refunds = [];
    private readonly Dictionary<string, decimal> _dearer = [];

    public BusyWeChat(DayMaking day, MerchantAccount account)
        : base(day)
    {
        _account = account;
        Unheard();
        Edited();
        AcrossBorders();
        Fees();
        OtherNumbers();
    }

    public override int Rows => _transactions.Count + _refunds.Count;

    /// <summary>Makes it as long as it has to be.</summary>
    public void Fill()
    {
        while (Rows < RowsMin) Payment();
    }

    public override Task SeedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        world.WeChatPay.Seed(_transactions, _refunds);
        world.WeChatPay.EditBills = lines => Edited(lines, _edits, line => line.IsRefund ? line.OutRefundNo : line.OutTradeNo);
        world.WeChatPay.EditAccountBills = lines => lines.Select(
            line => !line.IsRefund && _dearer.TryGetValue(line.OutTradeNo, out var more)
                ? line with { FeeYuan = line.FeeYuan + more }
                : line);
        return Task.CompletedTask;
    }

    public override void Forget(SandboxWorld world)
    {
        world.WeChatPay.EditBills = lines => lines;
        world.WeChatPay.EditAccountBills = lines => lines;
    }

    /// <summary>What nobody told us, for one reason or another.</summary>
    private void Unheard()
    {
        for (var i = 0; i < 3; i++)
        {
            var order = Day.Store(There(Day.Money(), Day.Refused.AddMinutes(5 * i)));
            Day.Plant(order, "MissingHere", "SignatureFailures", automatic: true);
        }

        for (var i = 0; i < 2; i++)
        {
            var order = There(Day.Money());
            Day.Stored.Add(order.Closed(order.Order.CreatedAt.AddMinutes(1)));
            Day.Plant(order, "LateMoney", "PaidAfterEnd", automatic: true);
        }

        for (var i = 0; i < 3; i++) UnheardRefund();
    }

    private void UnheardRefund()
    {
        var paid = Payment(6000, indexed: false, at: Day.Refused.AddHours(5));
        var under = paid.Refunding($"R{paid.Order.Key.OrderId}", 1500, RefundNumber(paid), paid.Order.PaidAt!.Value.AddMinutes(1));
        Day.Indexed.Add(paid);
        Day.Stored.Add(under);
        _refunds.Add(ProviderDay.WeChatRefund(
            under, paid.Order.TransactionId!, under.Refunds[0].Id, RefundNumber(paid), 1500, under.Refunds[0].RequestedAt));
        Day.Plant(paid, "MissingHere", null, automatic: true);
    }

    /// <summary>What the bill tells otherwise than it was.</summary>
    private void Edited()
    {
        for (var i = 0; i < 3; i++)
        {
            var order = Payment(1230 + 7 * i, stored: true);
            Edit(order, line => [line with { Amount = line.Amount + 1 }]);
            Day.Plant(order, "Amount", "Rounding", automatic: true);
        }

        Edited(12345, "Amount", "TruncatedCents", line => [line with { Amount = line.Amount / 100 * 100 }]);
        Edited(1234, "Amount", "YuanForFen", line => [line with { Amount = line.Amount * 100 }]);
        Edited(Day.Money(), "DuplicateThere", "DuplicatePush", line => [line, line]);
    }

    private void Edited(long fen, string kind, string? cause, Func<BillLine, IEnumerable<BillLine>> edit)
    {
        var order = Payment(fen);
        Edit(order, edit);
        Day.Plant(order, kind, cause, automatic: false);
    }

    /// <summary>Ours before midnight and the provider's after it, at either end of the day: no difference.</summary>
    private void AcrossBorders()
    {
        var before = There(Day.Money(), Day.Midnight.AddMinutes(1));
        Day.Indexed.Add(before.Paid(Number(before), Day.Midnight.AddMinutes(-2)));
        var after = Day.New(DayMaking.WeChat, _account.MerchantId, Day.Money(), Day.Midnight.AddDays(1).AddMinutes(-2));
        Day.Indexed.Add(after.Paid(Number(after), after.Order.CreatedAt.AddMinutes(1)));
        // And what is no difference either: the order has it, and its follow-up has not been to the index.
        Payment(Day.Money(), stored: true, indexed: false);
    }

    /// <summary>What the account's own bill takes for fees and the bill of trades does not say.</summary>
    private void Fees()
    {
        foreach (var (yuan, cause) in ((decimal, string?)[])[(0.01m, "Rounding"), (0.20m, null)])
        {
            var order = Payment(8000);
            _dearer[order.Order.OutTradeNo] = yuan;
            Day.Plant(order, "Fee", cause, automatic: false);
        }
    }

    /// <summary>The money agrees, and what it is called or how it ended does not.</summary>
    private void OtherNumbers()
    {
        var shifted = Payment(Day.Money(), at: Day.Refused.AddHours(-1));
        Edit(shifted, line => [line with { TransactionId = line.TransactionId[..^1] + "Y", At = line.At.AddHours(8) }]);
        Day.Plant(shifted, "TransactionId", "TimeZoneOffset", automatic: false);
        Edited(Day.Money(), "TransactionId", null, line => [line with { TransactionId = "42" + line.TransactionId[2..^1] + "X" }]);
        var (run, known) = ($"STRANGER{Day.Run}", Payment());
        Edit(known, line => [line, line with { MerchantId = "1999999999", OutTradeNo = run, TransactionId = $"4200{run}" }]);
        Day.Plant(DayMaking.WeChat, run, "UnknownMerchant", null, automatic: false);
        var refunded = Payment(5000, refund: 2000);
        _edits[refunded.Refunds[0].Id] = line => [line with { RefundState = "FAIL" }];
        Day.Plant(refunded, "Status", "StatusMovedOn", automatic: false);
    }

    private void Edit(SeededOrder order, Func<BillLine, IEnumerable<BillLine>> edit) => _edits[order.Order.OutTradeNo] = edit;

    /// <summary>A payment that both sides know, every tenth with a refund of a part.</summary>
    private SeededOrder Payment(
        long? fen = null, bool stored = false, bool indexed = true, long? refund = null, DateTimeOffset? at = null)
    {
        var order = There(fen ?? Day.Money(), at);
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        var back = refund ?? (fen is null && Day.Last % 10 == 0 ? paid.Order.Paid.MinorUnits / 2 : 0);
        if (back > 0)
        {
            var (id, backAt) = ($"R{paid.Order.Key.OrderId}", paid.Order.PaidAt!.Value.AddMinutes(30));
            paid = paid.Refunded(id, back, RefundNumber(paid), backAt);
            _refunds.Add(ProviderDay.WeChatRefund(paid, Number(order), id, RefundNumber(paid), back, backAt));
        }

        if (indexed) Day.Indexed.Add(paid);
        if (stored) Day.Stored.Add(paid);
        return paid;
    }

    private SeededOrder There(long fen, DateTimeOffset? at = null)
    {
        var order = Day.New(DayMaking.WeChat, _account.MerchantId, fen, at);
        _transactions.Add(ProviderDay.WeChat(order, _account.AppId, Number(order), order.Order.CreatedAt.AddMinutes(1)));
        return order;
    }

    private static string Number(SeededOrder order) => $"4200{order.Order.Key.OrderId}";

    private static string RefundNumber(SeededOrder order) => $"5030{order.Order.Key.OrderId}";
}
