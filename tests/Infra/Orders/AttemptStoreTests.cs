using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Orders;

public class AttemptStoreTests(AzuriteFixture azurite)
{
    private const string AlipayApp = "2021000000000001";

    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OrderBook Book => _world.Book;

    [Fact]
    public async Task A_rerouted_order_reads_back_with_what_became_of_its_attempts()
    {
        var order = (await ReroutedAsync("ORD0000001")).Order;

        var story = (await Book.ReadStoryAsync(order.Key, Cancellation))!;
        Assert.Equal(order, story.Order);
        Assert.Equal(("ORD0000001-2", "alipay"), (story.Order.OutTradeNo, story.Order.Channel));
        var entry = Assert.Single(story.Timeline);
        Assert.Equal(("Rerouted", "alipay", "circuit-open"), (entry.Event, entry.Channel, entry.Code));
        var row = await Table(order.Key).GetRowAsync($"{order.Key.Tenant}|ORD0000001", "attempt|1");
        Assert.Equal("ORD0000001", row.GetString("OutTradeNo"));
    }

    [Fact]
    public async Task A_number_that_is_another_order_s_is_passed_over()
    {
        await Book.CreateAsync(_world.NewOrder("ORD0000002-2"), Cancellation);

        Assert.Equal("ORD0000002-3", (await ReroutedAsync("ORD0000002")).Order.OutTradeNo);
    }

    [Fact]
    public async Task A_number_of_an_order_from_before_numbers_were_kept_is_passed_over_too()
    {
        var old = _world.NewOrder("ORD0000003-2");
        await Book.CreateAsync(old, Cancellation);
        await Table(old.Key).DeleteEntityAsync(
            $"{old.Key.Tenant}|ORD0000003-2", "number", cancellationToken: Cancellation);

        Assert.Equal("ORD0000003-3", (await ReroutedAsync("ORD0000003")).Order.OutTradeNo);
    }

    [Fact]
    public async Task No_order_is_made_that_is_called_as_another_s_attempt()
    {
        await ReroutedAsync("ORD0000004");

        var created = await Book.CreateAsync(_world.NewOrder("ORD0000004-2"), Cancellation);

        Assert.Equal(CreateResult.OtherExists, created.Result);
        Assert.Null(await Book.FindAsync(_world.NewOrder("ORD0000004-2").Key, Cancellation));
    }

    [Fact]
    public async Task The_same_order_told_twice_under_such_an_id_is_the_same()
    {
        var order = _world.NewOrder("ORD0000005-9");

        Assert.Equal(CreateResult.Created, (await Book.CreateAsync(order, Cancellation)).Result);
        Assert.Equal(CreateResult.SameExists, (await Book.CreateAsync(order, Cancellation)).Result);
    }

    [Fact]
    public async Task Of_routers_at_once_one_begins_the_next_attempt()
    {
        var created = await CreateAsync("ORD0000006");

        var both = await Task.WhenAll(
            Book.RerouteAsync(created, Leave("a"), Cancellation), Book.RerouteAsync(created, Leave("b"), Cancellation));

        Assert.Single(both, one => one!.Outcome == ApplyOutcome.Moved);
        var order = (await Book.FindAsync(created.Order.Key, Cancellation))!;
        Assert.Equal(2, order.Attempt);
    }

    [Fact]
    public async Task The_first_payment_wins_and_the_second_goes_back_as_its_own_provider_says()
    {
        var rerouted = await ReroutedAsync("ORD0000007");
        var first = await Book.ApplyAsync(rerouted.Order.Key, Told.Paid(), Cancellation);
        var second = await Book.ApplyAsync(rerouted.Order.Key, PaidByAlipay, Cancellation);

        Assert.Equal((OrderState.Paid, "wechatpay"), (first.Order!.State, first.Order.Channel));
        Assert.Equal((ApplyOutcome.Moved, RefundCause.SecondPayment), (second.Outcome, second.Refund!.Cause));
        // The provider names the attempt that was paid, for it knows of no order.
        var number = rerouted.Order.Key with { OrderId = "ORD0000007-2" };
        var back = await _world.Refunds.ApplyAsync(number, Returned(second.Refund), Cancellation);
        Assert.Equal(
            (ApplyOutcome.Moved, RefundState.Succeeded, 2), (back.Outcome, back.Refund!.State, back.Refund.Attempt));
        var story = (await Book.ReadStoryAsync(rerouted.Order.Key, Cancellation))!;
        Assert.Equal(["payment", "second-payment", "suspense-refund"], story.Postings.Select(posting => posting.Kind));
        Assert.Equal(
            0, story.Postings.SelectMany(posting => posting.Entries)
                .Where(entry => entry.Account == $"receivable/alipay/{AlipayApp}").Sum(entry => entry.Debit - entry.Credit));
    }

    [Fact]
    public async Task Two_attempts_that_are_answered_in_the_same_words_are_two_answers()
    {
        var rerouted = await ReroutedAsync("ORD0000008");
        var closed = Told.Answer(OrderEvent.ClosedAtProvider, "query-CLOSED--");

        var first = await Book.ApplyAsync(rerouted.Order.Key, closed, Cancellation);
        var second = await Book.ApplyAsync(rerouted.Order.Key, OfAlipay(closed), Cancellation);

        Assert.True(Assert.Single(first.Order!.Others).IsClosed);
        Assert.Equal((ApplyOutcome.Moved, OrderState.Closed), (second.Outcome, second.Order!.State));
    }

    private static Evidence PaidByAlipay => OfAlipay(Told.Paid("EV-2", "2026A"));

    private static Evidence OfAlipay(Evidence evidence) =>
        evidence with { Attempt = 2, Provider = "alipay", MerchantId = AlipayApp };

    private static Evidence Leave(string id) => Told.Ours(EvidenceSource.Router, OrderEvent.Rerouted) with
    {
        Id = id,
        Code = "circuit-open",
        Next = new(0, "alipay", "precreate", AlipayApp),
    };

    private static RefundEvidence Returned(Refund refund) => new()
    {
        Source = EvidenceSource.Notification,
        Id = "N-1",
        RefundId = refund.Id,
        Event = RefundEvent.Succeeded,
        At = Told.Noon,
        Provider = "alipay",
        MerchantId = AlipayApp,
        TransactionId = refund.TransactionId,
        ProviderRefundId = "P1",
        Amount = refund.Amount,
        Total = Told.Total,
    };

    private Azure.Data.Tables.TableClient Table(OrderKey key) =>
        _world.Accounts.Holding(TableNames.Orders, $"{key.Tenant}|{key.OrderId}");

    private async Task<StoredOrder> CreateAsync(string orderId) =>
        (await Book.CreateAsync(_world.NewOrder(orderId) with { Asked = "auto native" }, Cancellation)).Stored;

    private async Task<StoredOrder> ReroutedAsync(string orderId) =>
        (await Book.RerouteAsync(await CreateAsync(orderId), Leave("rerouted-1"), Cancellation))!.Stored!;
}
