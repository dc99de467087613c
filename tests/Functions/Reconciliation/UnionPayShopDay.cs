using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>
/// A day of trades at UnionPay's gateway: each is sent by the adapter itself and booked by what the gateway says, so that both
/// sides call it what they call it.
/// </summary>
internal sealed class UnionPayShopDay : IAsyncDisposable
{
    private const long Total = 5000;

    private readonly string _prefix = Guid.NewGuid().ToString("N")[..8];
    private readonly string _tenant;
    private readonly OutboundHttp _http = new(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
    private readonly ManualClock _clock;
    private readonly UnionPayProvider _provider;
    private readonly OrderBook _book;
    private readonly RefundBook _refunds;
    private int _last;

    private UnionPayShopDay(string storage, string tenant, SimulatedUnionPay gateway, ManualClock clock)
    {
        (Gateway, _tenant, _clock) = (gateway, tenant, clock);
        _provider = new(Merchants(gateway), new(_http, clock, NullLogger<UnionPayGateway>.Instance), clock);
        var accounts = new TableAccounts(Options.Create(
            new StorageOptions { Orders = { storage }, NetworkTimeout = TimeSpan.FromMinutes(1) }));
        var quarantine = new Quarantine(accounts, clock, NullLogger<Quarantine>.Instance);
        _book = new(new(accounts), quarantine, clock, NullLogger<OrderBook>.Instance);
        _refunds = new(new(accounts), quarantine, clock, NullLogger<RefundBook>.Instance);
    }

    public SimulatedUnionPay Gateway { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<UnionPayShopDay> StartAsync(string storage, string tenant)
    {
        var clock = new ManualClock(DayFixture.Yesterday.AddHours(12).ToUniversalTime());
        return new(storage, tenant, await SimulatedUnionPay.StartAsync(1.0 / 3600, Cancellation, clock), clock);
    }

    /// <summary>Of an app that fetches the gateway's files by itself.</summary>
    public Dictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string>();
            AppSettings.AddUnionPay(settings, Gateway, new("http://127.0.0.1:1/"));
            settings[$"UnionPay__Merchants__{Gateway.Shop.MerchantId}__FileUrl"] = Gateway.Url.AbsoluteUri;
            settings[$"UnionPay__Merchants__{Gateway.Shop.MerchantId}__Tenant"] = _tenant;
            return settings;
        }
    }

    /// <summary>An order that its payer has paid; nobody has told us yet where <paramref name="isHeard"/> is false.</summary>
    /// <param name="isSecond">Whether another channel could not take it first.</param>
    public async Task<Order> PaidAsync(bool isSecond = false, bool isHeard = true)
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        var order = NewOrder();
        if (isSecond) order = order with { Channel = "wechatpay", MerchantId = DayFixture.Merchant };
        var stored = (await _book.CreateAsync(order, Cancellation)).Stored;
        if (isSecond) stored = (await _book.RerouteAsync(stored, LeftForUs(), Cancellation))!.Stored!;
        var prepaid = (await _provider.PrepayAsync(stored.Order, Cancellation)).Evidence!;
        stored = (await _book.ApplyAsync(stored, prepaid, Cancellation)).Stored!;
        var form = JsonSerializer.Deserialize<Dictionary<string, string>>(prepaid.Offer!.Parameters!)!;
        Assert.Null(Gateway.Open(form));
        Assert.True(Gateway.Pay(form["orderId"]));
        if (!isHeard) return stored.Order;
        var paid = (await _provider.QueryAsync(stored.Order, Cancellation)).Evidence!;
        return await IndexedAsync((await _book.ApplyAsync(stored, paid, Cancellation)).Order!);
    }

    /// <summary>A part of it has gone back; as above where nobody has heard.</summary>
    public async Task<Refund> RefundAsync(Order order, bool isHeard = true)
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        var asked = new NewRefund($"REF-{++_last}", new(Total / 4, Currency.Cny), "cold tea");
        var reserved = await _refunds.RequestAsync(order.Key, asked, (_, _) => Task.FromResult(true), Cancellation);
        await _refunds.IndexAsync(reserved.Order!, reserved.Refund!, Cancellation);
        var accepted = (await _provider.RefundAsync(order, reserved.Refund!, Cancellation)).Evidence!;
        var refund = (await _refunds.ApplyAsync(order.Key, accepted, Cancellation)).Refund!;
        if (!isHeard) return refund;
        var done = (await _provider.QueryRefundAsync(order, refund, Cancellation)).Evidence!;
        refund = (await _refunds.ApplyAsync(order.Key, done, Cancellation)).Refund!;
        await IndexedAsync(order);
        return refund;
    }

    /// <summary>All of it has gone back, as a trade of its own.</summary>
    public async Task ReverseAsync(Order order)
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        var stored = (await _book.FindStoredAsync(order.Key, Cancellation))!;
        var asked = Ours(EvidenceSource.Merchant, "reverse-1", OrderEvent.ReversalRequested) with { Code = "wrong pot" };
        stored = (await _book.ReverseAsync(stored, asked, _provider.ReversibleUntil, Cancellation)).Stored!;
        var done = await _provider.ReverseAsync(stored.Order, Cancellation);
        await _book.ApplyAsync(stored, done.Evidence!, Cancellation);
        await IndexedAsync(order);
    }

    /// <summary>The day is over, also for the gateway.</summary>
    public void End() => _clock.Advance(DateTimeOffset.UtcNow - _clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Gateway.DisposeAsync();
    }

    private async Task<Order> IndexedAsync(Order order)
    {
        await _book.IndexDayAsync(order.Key, Cancellation);
        return order;
    }

    private Order NewOrder() => new()
    {
        Key = new(_tenant, string.Create(CultureInfo.InvariantCulture, $"UP{_prefix}{++_last:D4}")),
        Channel = UnionPayProvider.Name,
        Method = "page",
        MerchantId = Gateway.Shop.MerchantId,
        Description = "A pot of tea",
        Total = new(Total, Currency.Cny),
        CreatedAt = _clock.GetUtcNow(),
        ExpiresAt = _clock.GetUtcNow().AddMinutes(30),
        Paid = Money.Zero(Currency.Cny),
        Refunded = Money.Zero(Currency.Cny),
        RefundReserved = Money.Zero(Currency.Cny),
        Shared = Money.Zero(Currency.Cny),
        ShareReserved = Money.Zero(Currency.Cny),
    };

    private Evidence LeftForUs() => Ours(EvidenceSource.Router, "rerouted-1", OrderEvent.Rerouted) with
    {
        Next = new(0, UnionPayProvider.Name, "page", Gateway.Shop.MerchantId),
        Code = "circuit-open",
    };

    private Evidence Ours(EvidenceSource source, string id, OrderEvent happened) =>
        new() { Source = source, Id = id, Event = happened, At = _clock.GetUtcNow(), Attempt = 1 };

    private static UnionPayMerchants Merchants(SimulatedUnionPay gateway)
    {
        var all = new UnionPayOptions();
        all.Merchants.Add(gateway.Shop.MerchantId, new()
        {
            PrivateKey = gateway.Shop.PrivateKeyPem,
            SigningCertificate = gateway.Shop.CertificatePem,
            RootCertificates = gateway.Authority.RootPem,
            MiddleCertificates = gateway.Authority.MiddlePem,
            SignerName = gateway.SignerName,
            GatewayUrl = gateway.Url.AbsoluteUri,
            NotifyUrl = "http://127.0.0.1:1/api/callbacks/unionpay",
        });
        return new(Options.Create(all));
    }
}
