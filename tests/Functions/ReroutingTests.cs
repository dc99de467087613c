using PayFunctions.Core.Orders;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Routing;
using PayFunctions.Orders;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Functions;

/// <summary>An order that may go through WeChat Pay or Alipay; each answers as a test tells it.</summary>
/// <remarks>Beside no other test that has routes: how WeChat Pay's breaker stands is one row for all of a store.</remarks>
[Collection(nameof(AppCollection))]
public class ReroutingTests
{
    private const string AlipayApp = "2021000000000001";

    private readonly StoreWorld _world;
    private readonly ScriptedProvider _wechat = new();
    private readonly ScriptedProvider _alipay = new() { Channel = "alipay" };
    private readonly RoutingOptions _routing = new();
    private readonly OrderAsking _asking;

    public ReroutingTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _routing.Routes["first"] = new() { Tenant = _world.Tenant, Channel = "wechatpay", MerchantId = "1900000001" };
        _routing.Routes["second"] = new()
        {
            Tenant = _world.Tenant,
            Channel = "alipay",
            MerchantId = AlipayApp,
            Priority = 1,
        };
        _asking = Routed.Asking(_world.Book, _world.Accounts, _world.Clock, [_wechat, _alipay], _routing);
        _alipay.Prepay = ProviderAnswer.Says(OfAlipay(Told.Prepaid("https://qr.alipay.com/1")));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProviderOutcome.Unknown, "wechatpay not-answered")]
    [InlineData(ProviderOutcome.NotSent, "wechatpay not-sent")]
    [InlineData(ProviderOutcome.Later, "wechatpay busy")]
    [InlineData(ProviderOutcome.Refused, "wechatpay refused")]
    public async Task A_channel_that_does_not_take_the_order_is_left_for_the_next(ProviderOutcome outcome, string why)
    {
        _wechat.Prepay = new(outcome);
        _wechat.Query = new(ProviderOutcome.NotFound);
        _wechat.Close = new(ProviderOutcome.NotFound);

        var order = (await _asking.PrepayAsync(await CreateAsync(), Cancellation)).Stored.Order;

        Assert.Equal((OrderState.AwaitingPayment, 2, "alipay"), (order.State, order.Attempt, order.Channel));
        Assert.Equal("https://qr.alipay.com/1", order.Offer!.Value);
        Assert.True(Assert.Single(order.Others).IsClosed);
        Assert.Equal(["prepay", "query", "close"], _wechat.Asked);
        var story = (await _world.Book.ReadStoryAsync(order.Key, Cancellation))!;
        var left = Assert.Single(story.Timeline, entry => entry.Event == "Rerouted");
        Assert.Equal((EvidenceSource.Router, why, "alipay"), (left.Source, left.Code, left.Channel));
    }

    [Fact]
    public async Task One_that_answers_nothing_at_all_is_left_open_and_closed_once_it_answers()
    {
        _wechat.Prepay = _wechat.Query = new(ProviderOutcome.Unknown);
        var rerouted = await _asking.PrepayAsync(await CreateAsync(), Cancellation);
        Assert.True(rerouted.Stored.Order.HasOpenOthers);

        _wechat.Query = new(ProviderOutcome.Nothing);
        _wechat.Close = ProviderAnswer.Says(Told.Answer(OrderEvent.ClosedAtProvider, "close-1"));
        var after = await _asking.CloseOthersAsync(rerouted.Stored, Cancellation);

        Assert.False(after.Order.HasOpenOthers);
        Assert.Equal((OrderState.AwaitingPayment, 2), (after.Order.State, after.Order.Attempt));
    }

    [Fact]
    public async Task A_payment_found_while_leaving_pays_the_order_and_nothing_is_rerouted()
    {
        _wechat.Prepay = new(ProviderOutcome.Unknown);
        _wechat.Query = ProviderAnswer.Says(Told.Paid("query-SUCCESS") with { Source = EvidenceSource.Answer });

        var order = (await _asking.PrepayAsync(await CreateAsync(), Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Paid, 1), (order.State, order.Attempt));
        Assert.Empty(_alipay.Asked);
    }

    [Fact]
    public async Task An_order_that_names_its_channel_stays_with_it()
    {
        _wechat.Prepay = new(ProviderOutcome.Unknown);
        var created = (await _world.Book.CreateAsync(_world.NewOrder(), Cancellation)).Stored;

        var order = (await _asking.PrepayAsync(created, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Created, 1), (order.State, order.Attempt));
        Assert.Equal(["prepay"], _wechat.Asked);
        Assert.Empty(_alipay.Asked);
    }

    [Fact]
    public async Task Where_no_other_takes_it_either_it_waits_and_fails_only_by_a_refusal()
    {
        _wechat.Prepay = _wechat.Query = _alipay.Query = new(ProviderOutcome.Unknown);
        _alipay.Prepay = new(ProviderOutcome.Unknown);
        var waiting = await _asking.PrepayAsync(await CreateAsync(), Cancellation);
        Assert.Equal((OrderState.Created, 2), (waiting.Stored.Order.State, waiting.Stored.Order.Attempt));

        _alipay.Prepay = new(ProviderOutcome.Refused, Code: "ACCESS_FORBIDDEN");
        var refused = await _asking.PrepayAsync(waiting.Stored, Cancellation);

        Assert.Equal(OrderState.Failed, refused.Stored.Order.State);
    }

    [Fact]
    public async Task Failures_open_the_circuit_and_orders_then_leave_without_asking()
    {
        _routing.Breaker.CallsLeast = 2;
        _wechat.Prepay = _wechat.Query = new(ProviderOutcome.Unknown);
        await _asking.PrepayAsync(await CreateAsync("ORD0000001"), Cancellation);
        await _asking.PrepayAsync(await CreateAsync("ORD0000002"), Cancellation);
        _wechat.Asked.Clear();

        var order = (await _asking.PrepayAsync(await CreateAsync("ORD0000003"), Cancellation)).Stored.Order;

        Assert.Equal("alipay", order.Channel);
        Assert.Empty(_wechat.Asked);
        var row = await _world.Accounts.Holding("Channels", "wechatpay").GetRowAsync("wechatpay", "breaker");
        Assert.Equal(nameof(BreakerPhase.Open), row.GetString("Phase"));
        await _world.Accounts.Holding("Channels", "wechatpay").DeleteEntityAsync(
            "wechatpay", "breaker", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_channel_in_maintenance_is_left_before_it_is_asked()
    {
        var now = _world.Clock.GetUtcNow();
        _routing.Maintenance["wechatpay"] = [new() { From = now.AddMinutes(-1), Until = now.AddMinutes(1) }];

        var order = (await _asking.PrepayAsync(await CreateAsync(), Cancellation)).Stored.Order;

        Assert.Equal(("alipay", 2), (order.Channel, order.Attempt));
        Assert.Empty(_wechat.Asked);
    }

    [Fact]
    public async Task An_order_above_the_next_route_s_limit_stays()
    {
        _routing.Routes["second"].Largest = Told.Total.MinorUnits - 1;
        _wechat.Prepay = new(ProviderOutcome.Unknown);

        var order = (await _asking.PrepayAsync(await CreateAsync(), Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Created, 1), (order.State, order.Attempt));
    }

    private static Evidence OfAlipay(Evidence evidence) => evidence with
    {
        Attempt = 2,
        Provider = "alipay",
        MerchantId = AlipayApp,
    };

    private async Task<StoredOrder> CreateAsync(string orderId = "ORD20261121000001") => (await _world.Book.CreateAsync(
        _world.NewOrder(orderId) with { Asked = "auto native" }, Cancellation)).Stored;
}
