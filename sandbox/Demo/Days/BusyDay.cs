using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>
/// 20,000 payments and refunds of yesterday over four channels, the same on both sides but for forty that were planted.
/// </summary>
/// <remarks>
/// WeChat Pay's and Alipay's simulators tell in their bills what they hold, and answer questions about it; UnionPay's file
/// and the App Store's are put where bills of channels without a fetch are looked for.
/// </remarks>
internal sealed class BusyDay
{
    public const string UnionPay = "unionpay", AppStore = "appstore", WeChat = "wechatpay", AliPay = "alipay";

    private const int WeChatRows = 9000, AlipayRows = 6000, UnionPayRows = 3000, AppStoreRows = 2000;
    private const int SecondsOfMiddle = 20 * 3600;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly Random _random = new(20261120);
    private readonly string _run = Guid.NewGuid().ToString("N")[..6];
    private readonly List<SeededOrder> _indexed = [], _stored = [], _twice = [];
    private readonly List<Planted> _planted = [];
    private readonly Dictionary<string, Func<BillLine, IEnumerable<BillLine>>> _weChatEdits = [];
    private readonly Dictionary<string, Func<AlipayBillLine, IEnumerable<AlipayBillLine>>> _alipayEdits = [];
    private readonly List<Transaction> _transactions = [];
    private readonly List<SimulatedRefund> _refunds = [];
    private readonly List<AlipayTrade> _trades = [];
    private readonly List<(SeededOrder Order, string Number, long Fen, DateTimeOffset At)> _unionPay = [], _appStore = [];
    private readonly HashSet<SeededOrder> _foreign = [];
    private readonly Dictionary<string, decimal> _dearer = [];
    private readonly SandboxWorld _world;
    private int _last;

    public BusyDay(SandboxWorld world)
    {
        _world = world;
        Date = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(China).DateTime).AddDays(-1);
        PlantWeChat();
        PlantAlipay();
        PlantUnionPay();
        PlantAppStore();
        while (_transactions.Count + _refunds.Count < WeChatRows) WeChatPayment();
        while (_trades.Sum(trade => 1 + trade.Refunds.Count) < AlipayRows) AlipayPayments(AlipayRows / 4);
        while (_unionPay.Count < UnionPayRows) Dropped(UnionPay, _unionPay);
        while (_appStore.Count < AppStoreRows) Dropped(AppStore, _appStore);
    }

    public DateOnly Date { get; }

    public IReadOnlyList<Planted> Planted => _planted;

    /// <summary>When the day begins.</summary>
    private DateTimeOffset Midnight => new(Date.ToDateTime(TimeOnly.MinValue), China);

    /// <summary>The hour in which WeChat Pay's notifications were refused: what was paid in it is missing here.</summary>
    private DateTimeOffset Refused => Midnight.AddHours(10);

    public static string UnionPayMerchant => "777290058110999";

    public static string Bundle => "com.example.tea";

    /// <summary>Writes both sides down.</summary>
    /// <returns>How many rows the providers have.</returns>
    public async Task<int> SeedAsync(CancellationToken cancellation)
    {
        var seeding = new DaySeeding(_world.Azurite.ConnectionString);
        await seeding.WriteIndexAsync(_indexed, cancellation);
        await seeding.WriteOrdersAsync(_stored, cancellation);
        foreach (var twice in _twice) await seeding.WriteIndexTwiceAsync(twice, cancellation);
        _world.WeChatPay.Seed(_transactions, _refunds);
        _world.WeChatPay.EditBills = lines => Edited(lines, _weChatEdits, line => line.IsRefund ? line.OutRefundNo : line.OutTradeNo);
        _world.WeChatPay.EditAccountBills = lines => lines.Select(
            line => !line.IsRefund && _dearer.TryGetValue(line.OutTradeNo, out var more)
                ? line with { FeeYuan = line.FeeYuan + more }
                : line);
        await seeding.WriteRefusalsAsync(WeChat, Refused, 17, cancellation);
        _world.Alipay.Seed(_trades);
        _world.Alipay.EditBills = lines => Edited(lines, _alipayEdits, line => line.IsRefund ? line.RequestNo : line.OutTradeNo);
        await DropAsync(UnionPay, UnionPayMerchant, string.Concat(_unionPay.OrderBy(one => one.At).Select(one =>
            new SettlementRecord(one.At, one.Order.Order.OutTradeNo, one.Number, one.Fen, UnionPayMerchant).Line)), cancellation);
        await DropAsync(AppStore, Bundle, "orderId,transactionId,amount,currency,time\n" + string.Concat(_appStore.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Order.Order.OutTradeNo},{one.Number},{one.Fen / 100m:0.00},{CurrencyOf(one.Order)},{one.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n"))), cancellation);
        return _transactions.Count + _refunds.Count + _trades.Sum(trade => 1 + trade.Refunds.Count) + _unionPay.Count + _appStore.Count;
    }

    public void Forget()
    {
        _world.WeChatPay.EditBills = lines => lines;
        _world.WeChatPay.EditAccountBills = lines => lines;
        _world.Alipay.EditBills = lines => lines;
    }

    private void PlantWeChat()
    {
        for (var i = 0; i < 3; i++)
            Plant(WeChat, Store(WeChatThere(Money(), Refused.AddMinutes(5 * i))), "MissingHere", "SignatureFailures", automatic: true);
        for (var i = 0; i < 2; i++)
        {
            var order = WeChatThere(Money());
            _stored.Add(order.Closed(order.Order.CreatedAt.AddMinutes(1)));
            Plant(WeChat, order, "LateMoney", "PaidAfterEnd", automatic: true);
        }

        for (var i = 0; i < 3; i++) PlantUnheardRefund();
        for (var i = 0; i < 3; i++)
        {
            var order = WeChatPayment(1230 + 7 * i, stored: true);
            Edit(order, line => [line with { Amount = line.Amount + 1 }]);
            Plant(WeChat, order, "Amount", "Rounding", automatic: true);
        }

        PlantEdit(12345, "Amount", "TruncatedCents", line => [line with { Amount = line.Amount / 100 * 100 }]);
        PlantEdit(1234, "Amount", "YuanForFen", line => [line with { Amount = line.Amount * 100 }]);
        PlantEdit(Money(), "DuplicateThere", "DuplicatePush", line => [line, line]);
        PlantAcrossBorders();
        PlantFees();
        var shifted = WeChatPayment(Money(), at: Refused.AddHours(-1));
        Edit(shifted, line => [line with { TransactionId = line.TransactionId[..^1] + "Y", At = line.At.AddHours(8) }]);
        Plant(WeChat, shifted, "TransactionId", "TimeZoneOffset", automatic: false);
        PlantEdit(Money(), "TransactionId", null, line => [line with { TransactionId = "42" + line.TransactionId[2..^1] + "X" }]);
        var stranger = WeChatPayment();
        Edit(stranger, line => [line, line with { MerchantId = "1999999999", OutTradeNo = $"STRANGER{_run}", TransactionId = $"4200STRANGER{_run}" }]);
        _planted.Add(new(WeChat, $"STRANGER{_run}", "UnknownMerchant", null, IsAutomatic: false));
        var refunded = WeChatPayment(5000, refund: 2000);
        _weChatEdits[refunded.Refunds[0].Id] = line => [line with { RefundState = "FAIL" }];
        Plant(WeChat, refunded, "Status", "StatusMovedOn", automatic: false);
    }

    /// <summary>Ours before midnight and the provider's after it, at either end of the day: no difference.</summary>
    private void PlantAcrossBorders()
    {
        var before = WeChatThere(Money(), Midnight.AddMinutes(1));
        _indexed.Add(before.Paid(Number(before), Midnight.AddMinutes(-2)));
        var after = New(WeChat, _world.WeChatPay.PlatformMode.MerchantId, Money(), Midnight.AddDays(1).AddMinutes(-2));
        _indexed.Add(after.Paid(Number(after), after.Order.CreatedAt.AddMinutes(1)));
        // And what is no difference either: the order has it, and its follow-up has not been to the index.
        WeChatPayment(Money(), stored: true, indexed: false);
    }

    /// <summary>What the account's own bill takes for fees and the bill of trades does not say.</summary>
    private void PlantFees()
    {
        foreach (var (yuan, cause) in ((decimal, string?)[])[(0.01m, "Rounding"), (0.20m, null)])
        {
            var order = WeChatPayment(8000);
            _dearer[order.Order.OutTradeNo] = yuan;
            Plant(WeChat, order, "Fee", cause, automatic: false);
        }
    }

    private void PlantUnheardRefund()
    {
        var paid = WeChatPayment(6000, stored: false, indexed: false, at: Refused.AddHours(5));
        var under = paid.Refunding($"R{paid.Order.Key.OrderId}", 1500, $"5030{paid.Order.Key.OrderId}", paid.Order.PaidAt!.Value.AddMinutes(1));
        _indexed.Add(paid);
        _stored.Add(under);
        _refunds.Add(ProviderDay.WeChatRefund(
            under, paid.Order.TransactionId!, under.Refunds[0].Id, $"5030{paid.Order.Key.OrderId}", 1500, under.Refunds[0].RequestedAt));
        Plant(WeChat, paid, "MissingHere", null, automatic: true);
    }

    private void PlantAlipay()
    {
        for (var i = 0; i < 2; i++) Plant(AliPay, Store(AlipayThere(Money())), "MissingHere", null, automatic: true);
        for (var i = 0; i < 2; i++)
        {
            var order = AlipayThere(4000, requestNo: "R", refund: 1000);
            var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
            _indexed.Add(paid);
            // Over there a refund has no other number than ours.
            var refundId = $"R{paid.Order.Key.OrderId}";
            _stored.Add(paid.Refunding(refundId, 1000, refundId, paid.Order.PaidAt!.Value.AddMinutes(1)));
            Plant(AliPay, order, "MissingHere", null, automatic: true);
        }

        for (var i = 0; i < 2; i++)
        {
            var order = AlipayPayment(2230 + 7 * i, stored: true);
            _alipayEdits[order.Order.OutTradeNo] = line => [line with { Amount = line.Amount - 0.01m }];
            Plant(AliPay, order, "Amount", "Rounding", automatic: true);
        }

        PlantMissingThere(AlipayPayment(Money()), null);
        PlantMissingThere(AlipayPayment(Money(), at: Midnight.AddHours(23)), "LateBill"); // The bill's last line is before that.

        var twice = AlipayPayment(Money());
        _alipayEdits[twice.Order.OutTradeNo] = line => [line, line];
        Plant(AliPay, twice, "DuplicateThere", "DuplicatePush", automatic: false);
        var cut = AlipayPayment(4567);
        _alipayEdits[cut.Order.OutTradeNo] = line => [line with { Amount = decimal.Truncate(line.Amount) }];
        Plant(AliPay, cut, "Amount", "TruncatedCents", automatic: false);
    }

    private void PlantMissingThere(SeededOrder order, string? cause)
    {
        _alipayEdits[order.Order.OutTradeNo] = _ => [];
        Plant(AliPay, order, "MissingThere", cause, automatic: false);
    }

    private void PlantUnionPay()
    {
        for (var i = 0; i < 2; i++) PlantMissingThere(UnionPay, _unionPay);
        var cents = Dropped(UnionPay, _unionPay, 1234);
        _unionPay[^1] = _unionPay[^1] with { Fen = 12 * 100 };
        Plant(UnionPay, cents, "Amount", "TruncatedCents", automatic: false);
        var parts = Dropped(UnionPay, _unionPay, 3000);
        _unionPay[^1] = _unionPay[^1] with { Fen = 1000 };
        _unionPay.Add(_unionPay[^1] with { Fen = 2000 });
        Plant(UnionPay, parts, "Split", null, automatic: false);
        var twice = Dropped(UnionPay, _unionPay);
        _twice.Add(twice);
        Plant(UnionPay, twice, "DuplicateHere", "DuplicatePush", automatic: false);
    }

    private void PlantAppStore()
    {
        for (var i = 0; i < 2; i++) PlantMissingThere(AppStore, _appStore);
        var cents = Dropped(AppStore, _appStore, 1299);
        _appStore[^1] = _appStore[^1] with { Fen = 1200 };
        Plant(AppStore, cents, "Amount", "TruncatedCents", automatic: false);
        var dollars = Dropped(AppStore, _appStore);
        _foreign.Add(dollars);
        Plant(AppStore, dollars, "Currency", null, automatic: false);
        // Nobody here knows the order: a rule may try, and has to leave it to people.
        var unknown = Dropped(AppStore, _appStore);
        _indexed.Remove(unknown);
        Plant(AppStore, unknown, "MissingHere", null, automatic: false);
    }

    private void PlantMissingThere(string channel, List<(SeededOrder, string, long, DateTimeOffset)> rows)
    {
        var order = Dropped(channel, rows);
        rows.RemoveAt(rows.Count - 1);
        Plant(channel, order, "MissingThere", null, automatic: false);
    }

    private void PlantEdit(long fen, string kind, string? cause, Func<BillLine, IEnumerable<BillLine>> edit)
    {
        var order = WeChatPayment(fen);
        Edit(order, edit);
        Plant(WeChat, order, kind, cause, automatic: false);
    }

    private void Plant(string channel, SeededOrder order, string kind, string? cause, bool automatic) =>
        _planted.Add(new(channel, order.Order.OutTradeNo, kind, cause, automatic));

    private void Edit(SeededOrder order, Func<BillLine, IEnumerable<BillLine>> edit) => _weChatEdits[order.Order.OutTradeNo] = edit;

    private SeededOrder Store(SeededOrder order)
    {
        _stored.Add(order);
        return order;
    }

    /// <summary>A payment that both sides know, every tenth with a refund of a part.</summary>
    private SeededOrder WeChatPayment(
        long? fen = null, bool stored = false, bool indexed = true, long? refund = null, DateTimeOffset? at = null)
    {
        var order = WeChatThere(fen ?? Money(), at);
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        var back = refund ?? (fen is null && _last % 10 == 0 ? paid.Order.Paid.MinorUnits / 2 : 0);
        if (back > 0)
        {
            var (id, backAt) = ($"R{paid.Order.Key.OrderId}", paid.Order.PaidAt!.Value.AddMinutes(30));
            paid = paid.Refunded(id, back, $"5030{paid.Order.Key.OrderId}", backAt);
            _refunds.Add(ProviderDay.WeChatRefund(paid, Number(order), id, $"5030{paid.Order.Key.OrderId}", back, backAt));
        }

        if (indexed) _indexed.Add(paid);
        if (stored) _stored.Add(paid);
        return paid;
    }

    private SeededOrder WeChatThere(long fen, DateTimeOffset? at = null)
    {
        var order = New(WeChat, _world.WeChatPay.PlatformMode.MerchantId, fen, at);
        _transactions.Add(ProviderDay.WeChat(
            order, _world.WeChatPay.PlatformMode.AppId, Number(order), order.Order.CreatedAt.AddMinutes(1)));
        return order;
    }

    private void AlipayPayments(int count)
    {
        for (var i = 0; i < count && _trades.Count < AlipayRows; i++) AlipayPayment(Money());
    }

    private SeededOrder AlipayPayment(long fen, bool stored = false, DateTimeOffset? at = null)
    {
        var order = AlipayThere(fen, at: at);
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        _indexed.Add(paid);
        if (stored) _stored.Add(paid);
        return paid;
    }

    private SeededOrder AlipayThere(long fen, string? requestNo = null, long refund = 0, DateTimeOffset? at = null)
    {
        var order = New(AliPay, _world.Alipay.PublicKeyMode.AppId, fen, at);
        var paidAt = order.Order.CreatedAt.AddMinutes(1);
        AlipayRefund[] refunds = requestNo is null ? [] : [new(requestNo + order.Order.Key.OrderId, refund / 100m, paidAt.AddMinutes(1))];
        _trades.Add(ProviderDay.Alipay(order, Number(order), paidAt, refunds));
        return order;
    }

    private SeededOrder Dropped(
        string channel, List<(SeededOrder Order, string Number, long Fen, DateTimeOffset At)> rows, long? fen = null)
    {
        var order = New(channel, channel == UnionPay ? UnionPayMerchant : Bundle, fen ?? Money());
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        _indexed.Add(paid);
        rows.Add((paid, Number(order), paid.Order.Total.MinorUnits, paid.Order.PaidAt!.Value));
        return paid;
    }

    private SeededOrder New(string channel, string merchantId, long fen, DateTimeOffset? at = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"DAY{_run}{++_last:D6}");
        return SeededOrder.Awaiting("default", channel, merchantId, id, fen, at ?? Midnight.AddHours(2).AddSeconds(_random.Next(SecondsOfMiddle)));
    }

    private string CurrencyOf(SeededOrder order) => _foreign.Contains(order) ? "USD" : "CNY";

    private long Money() => _random.Next(100, 50_000);

    private static string Number(SeededOrder order) => order.Order.Channel switch
    {
        AliPay => $"2026{order.Order.Key.OrderId[3..]}0000000000000000"[..28],
        UnionPay => $"{order.Order.Key.OrderId[3..]}000000000"[..21],
        _ => $"4200{order.Order.Key.OrderId}",
    };

    private static IEnumerable<T> Edited<T>(
        IReadOnlyList<T> lines, Dictionary<string, Func<T, IEnumerable<T>>> edits, Func<T, string> key) =>
        lines.SelectMany(line => edits.TryGetValue(key(line), out var edit) ? edit(line) : [line]);

    private async Task DropAsync(string channel, string account, string text, CancellationToken cancellation)
    {
        var container = new BlobContainerClient(_world.Bills.ConnectionString, "bills");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"inbox/{channel}/{Date:yyyyMMdd}/{account}");
        await container.GetBlobClient(name).UploadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), overwrite: true, cancellation);
    }
}
