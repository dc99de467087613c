using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>
/// UnionPay's share, fetched as its settlement files: payments, later attempts, refunds and reversals, all under the numbers that
/// they were sent under, and six differences.
/// </summary>
internal sealed class BusyUnionPay : ChannelDay
{
    private const int RowsMin = 3000, EveryRefund = 10, EverySecond = 7, EveryReversal = 100;

    private readonly string _merchant;
    private readonly Dictionary<string, Func<SettlementRecord, IEnumerable<SettlementRecord>>> _edits = [];
    private readonly List<UnionPayTrade> _trades = [];

    public BusyUnionPay(DayMaking day, string merchant)
        : base(day)
    {
        _merchant = merchant;
        Day.Plant(Day.Store(There(Day.Money(), isSecond: true)), "MissingHere", null, automatic: true);
        UnheardRefund();
        Edited(Indexed(Payment(Day.Money())), "MissingThere", null, _ => []);
        Edited(Indexed(Payment(1234)), "Amount", "TruncatedCents", one => [one with { Fen = one.Fen / 100 * 100 }]);
        Edited(Indexed(Payment(3000)), "Split", null, one => [one with { Fen = 1000 }, one with { Fen = 2000 }]);
        var twice = Indexed(Payment(Day.Money()));
        Day.Twice.Add(twice);
        Day.Plant(twice, "DuplicateHere", "DuplicatePush", automatic: false);
    }

    public override int Rows => _trades.Count;

    /// <summary>Makes it as long as it has to be.</summary>
    public void Fill()
    {
        while (Rows < RowsMin)
        {
            var paid = Payment(Day.Money(), isSecond: Rows % EverySecond == 0);
            if (Rows % EveryReversal == 0) Indexed(Reversed(paid));
            else if (Rows % EveryRefund == 0) Indexed(Refunded(paid));
            else Indexed(paid);
        }
    }

    public override Task SeedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        world.UnionPay.Seed(_trades);
        world.UnionPay.EditFiles = records => Edited(records, _edits, record => record.OrderId);
        return Task.CompletedTask;
    }

    public override void Forget(SandboxWorld world) => world.UnionPay.EditFiles = records => records;

    private void Edited(SeededOrder order, string kind, string? cause, Func<SettlementRecord, IEnumerable<SettlementRecord>> edit)
    {
        _edits[BillNumbers.Of(order.Order)] = edit;
        Day.Plant(order, kind, cause, automatic: false);
    }

    private void UnheardRefund()
    {
        var paid = Indexed(Payment(6000, isSecond: true));
        var under = paid.Refunding($"R{paid.Order.Key.OrderId}", 1500, RefundNumber(paid), paid.Order.PaidAt!.Value.AddMinutes(1));
        _trades.Add(ProviderDay.UnionPayRefund(under, RefundNumber(paid)));
        Day.Stored.Add(under);
        Day.Plant(DayMaking.UnionPay, BillNumbers.Of(under.Order, under.Refunds[0]), "MissingHere", null, automatic: true);
    }

    private SeededOrder Indexed(SeededOrder order)
    {
        Day.Indexed.Add(order);
        return order;
    }

    private SeededOrder Refunded(SeededOrder paid)
    {
        var (half, at) = (paid.Order.Paid.MinorUnits / 2, paid.Order.PaidAt!.Value.AddMinutes(30));
        var refunded = paid.Refunded($"R{paid.Order.Key.OrderId}", half, RefundNumber(paid), at);
        _trades.Add(ProviderDay.UnionPayRefund(refunded, RefundNumber(paid)));
        return refunded;
    }

    private SeededOrder Reversed(SeededOrder paid)
    {
        var reversed = paid.Reversed(paid.Order.PaidAt!.Value.AddMinutes(5));
        _trades.Add(ProviderDay.UnionPayReversal(reversed, $"{paid.Order.TransactionId![..^1]}2"));
        return reversed;
    }

    private SeededOrder Payment(long fen, bool isSecond = false)
    {
        var order = There(fen, isSecond);
        return order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
    }

    /// <param name="isSecond">Whether WeChat Pay was to take it first, and could not.</param>
    private SeededOrder There(long fen, bool isSecond)
    {
        var order = isSecond
            ? Second(Day.New(DayMaking.WeChat, "1900000001", fen))
            : Day.New(DayMaking.UnionPay, _merchant, fen);
        _trades.Add(ProviderDay.UnionPay(order, Number(order), order.Order.CreatedAt.AddMinutes(1)));
        return order;
    }

    private SeededOrder Second(SeededOrder order) => order with
    {
        Order = order.Order.Rerouted(new OrderAttempt(2, DayMaking.UnionPay, "page", _merchant), leftIsClosed: true),
    };

    private static string Number(SeededOrder order) => $"{order.Order.Key.OrderId[3..]}000000000"[..21];

    private static string RefundNumber(SeededOrder order) => $"{Number(order)[..^1]}1";
}
