using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>Alipay's share: payments, some taken back as a whole, and ten differences.</summary>
internal sealed class BusyAlipay : ChannelDay
{
    private const int RowsMin = 6000, TakenBack = 20;

    private readonly string _appId;
    private readonly Dictionary<string, Func<AlipayBillLine, IEnumerable<AlipayBillLine>>> _edits = [];
    private readonly List<AlipayTrade> _trades = [];

    public BusyAlipay(DayMaking day, string appId)
        : base(day)
    {
        _appId = appId;
        Unheard();
        Rounded();
        MissingThere(Payment(Day.Money()), null);
        MissingThere(Payment(Day.Money(), at: Day.Midnight.AddHours(23)), "LateBill"); // The bill's last line is before that.
        Edited(Day.Money(), "DuplicateThere", "DuplicatePush", line => [line, line]);
        Edited(4567, "Amount", "TruncatedCents", line => [line with { Amount = decimal.Truncate(line.Amount) }]);
    }

    public override int Rows => _trades.Sum(trade => 1 + trade.Refunds.Count);

    /// <summary>Makes it as long as it has to be.</summary>
    public void Fill()
    {
        for (var i = 0; i < TakenBack; i++) Reversed();
        for (var rows = Rows; rows < RowsMin; rows++) Payment(Day.Money());
    }

    public override Task SeedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        world.Alipay.Seed(_trades);
        world.Alipay.EditBills = lines => Edited(lines, _edits, line => line.IsRefund ? line.RequestNo : line.OutTradeNo);
        return Task.CompletedTask;
    }

    public override void Forget(SandboxWorld world) => world.Alipay.EditBills = lines => lines;

    private void Unheard()
    {
        for (var i = 0; i < 2; i++) Day.Plant(Day.Store(There(Day.Money())), "MissingHere", null, automatic: true);
        for (var i = 0; i < 2; i++)
        {
            var order = There(4000);
            var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
            // Over there a refund has no other number than ours.
            var (id, at) = ($"R{paid.Order.Key.OrderId}", paid.Order.PaidAt!.Value.AddMinutes(1));
            _trades[^1] = _trades[^1] with { Refunds = [new(id, 10, at)] };
            Day.Indexed.Add(paid);
            Day.Stored.Add(paid.Refunding(id, 1000, id, at));
            Day.Plant(order, "MissingHere", null, automatic: true);
        }
    }

    private void Rounded()
    {
        for (var i = 0; i < 2; i++)
        {
            var order = Day.Store(Payment(2230 + 7 * i));
            _edits[order.Order.OutTradeNo] = line => [line with { Amount = line.Amount - 0.01m }];
            Day.Plant(order, "Amount", "Rounding", automatic: true);
        }
    }

    private void MissingThere(SeededOrder order, string? cause)
    {
        _edits[order.Order.OutTradeNo] = _ => [];
        Day.Plant(order, "MissingThere", cause, automatic: false);
    }

    private void Edited(long fen, string kind, string? cause, Func<AlipayBillLine, IEnumerable<AlipayBillLine>> edit)
    {
        var order = Payment(fen);
        _edits[order.Order.OutTradeNo] = edit;
        Day.Plant(order, kind, cause, automatic: false);
    }

    private SeededOrder Payment(long fen, DateTimeOffset? at = null)
    {
        var order = There(fen, at);
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        Day.Indexed.Add(paid);
        return paid;
    }

    /// <summary>Paid and taken back as a whole: over there a refund that nobody gave a number.</summary>
    private void Reversed()
    {
        var order = There(Day.Money());
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        var at = paid.Order.PaidAt!.Value.AddMinutes(5);
        _trades[^1] = _trades[^1] with { Refunds = [new(null, order.Order.Total.MinorUnits / 100m, at)] };
        Day.Indexed.Add(paid.Reversed(at));
    }

    private SeededOrder There(long fen, DateTimeOffset? at = null)
    {
        var order = Day.New(DayMaking.AliPay, _appId, fen, at);
        _trades.Add(ProviderDay.Alipay(order, Number(order), order.Order.CreatedAt.AddMinutes(1)));
        return order;
    }

    private static string Number(SeededOrder order) => $"2026{order.Order.Key.OrderId[3..]}0000000000000000"[..28];
}
