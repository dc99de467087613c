using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Orders;

public class OrderBookTests(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OrderBook Book => _world.Book;

    [Fact]
    public async Task An_order_reads_back_as_it_was_written()
    {
        var order = _world.NewOrder("a_b-c|d*e") with
        {
            Description = "茶 \"for\" two",
            Notify = "https://shop.example/hooks?a=1",
            State = OrderState.Paid,
            Attempt = 2,
            Payer = new("oPayer", "10.0.0.1", PayerDevice.Ios),
            Offer = new(OfferKind.CallUp, "wx1", """{"appId":"wx"}"""),
            Paid = Told.Total,
            Refunded = new Money(1, Currency.Cny),
            TransactionId = "42",
            PaidAt = Told.Noon,
            Postings = 7,
        };

        await Book.CreateAsync(order, Cancellation);

        Assert.Equal(order, await Book.FindAsync(order.Key, Cancellation));
    }

    [Fact]
    public async Task An_order_that_nobody_made_is_not_found() =>
        Assert.Null(await Book.FindAsync(_world.NewOrder().Key, Cancellation));

    [Fact]
    public async Task An_id_is_taken_once_and_a_repeat_is_told_from_another_request()
    {
        var order = _world.NewOrder();
        var later = order with { CreatedAt = Told.Noon.AddSeconds(9), ExpiresAt = order.ExpiresAt.AddSeconds(9) };

        var created = await Book.CreateAsync(order, Cancellation);
        var again = await Book.CreateAsync(later, Cancellation);
        var other = await Book.CreateAsync(order with { Total = new Money(1, Currency.Cny) }, Cancellation);

        Assert.Equal(CreateResult.Created, created.Result);
        Assert.Equal(CreateResult.SameExists, again.Result);
        Assert.Equal(CreateResult.OtherExists, other.Result);
        Assert.Equal(created.Stored, again.Stored);
    }

    [Fact]
    public async Task From_creation_to_payment_the_story_is_written_down()
    {
        var stored = await _world.AwaitingAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(1));

        var paid = await Book.ApplyAsync(stored.Order.Key, Told.Paid(), Cancellation);

        Assert.Equal((ApplyOutcome.Moved, OrderState.AwaitingPayment), (paid.Outcome, paid.From));
        var story = (await Book.ReadStoryAsync(stored.Order.Key, Cancellation))!;
        Assert.Equal(paid.Order, story.Order);
        Assert.Equal(
            [
                ("PrepayAccepted", "Created", "AwaitingPayment"),
                ("PaymentSucceeded", "AwaitingPayment", "Paid"),
            ],
            story.Timeline.Select(entry => (entry.Event, entry.From, entry.To)));
        var posting = Assert.Single(story.Postings);
        Assert.Equal(("payment", Told.Paid().At), (posting.Kind, posting.At));
        Assert.Equal(1234, posting.Entries.Sum(entry => entry.Debit));
    }

    [Fact]
    public async Task The_message_and_its_headers_are_kept_byte_for_byte()
    {
        var stored = await _world.AwaitingAsync();
        var envelope = new byte[150_000];
        new Random(1).NextBytes(envelope);

        var paid = Told.Paid() with { Envelope = envelope, EnvelopeHeaders = "Wechatpay-Nonce: 1\n" };
        await Book.ApplyAsync(stored.Order.Key, paid, Cancellation);

        var partition = OrderKeys.Partition(stored.Order.Key);
        var row = await _world.Accounts.Holding(TableNames.Orders, partition).GetRowAsync(
            partition, "evidence|Notification|EV-1");
        Assert.Equal(envelope, row.ReadBytes("Envelope"));
        Assert.Equal("Wechatpay-Nonce: 1\n", row.GetString("EnvelopeHeaders"));
    }

    [Fact]
    public async Task The_same_evidence_again_changes_nothing()
    {
        var stored = await _world.AwaitingAsync();

        await Book.ApplyAsync(stored.Order.Key, Told.Paid(), Cancellation);
        var again = await Book.ApplyAsync(stored.Order.Key, Told.Paid(), Cancellation);

        Assert.Equal((ApplyOutcome.Repeat, OrderState.Paid), (again.Outcome, again.Order!.State));
        Assert.Single((await Book.ReadStoryAsync(stored.Order.Key, Cancellation))!.Postings);
    }

    [Fact]
    public async Task A_repeat_by_notification_is_noted_and_by_answer_is_not()
    {
        var stored = await _world.AwaitingAsync();
        var answer = Told.Paid("query-1") with { Source = EvidenceSource.Answer };
        await Book.ApplyAsync(stored.Order.Key, answer, Cancellation);

        var told = await Book.ApplyAsync(stored.Order.Key, Told.Paid(), Cancellation);
        var asked = await Book.ApplyAsync(stored.Order.Key, answer with { Id = "query-2" }, Cancellation);

        Assert.Equal((ApplyOutcome.Repeat, ApplyOutcome.Repeat), (told.Outcome, asked.Outcome));
        var story = (await Book.ReadStoryAsync(stored.Order.Key, Cancellation))!;
        var ids = story.Timeline.Select(entry => entry.Id);
        Assert.Equal(["EV-1", "prepay-1", "query-1"], ids.Order(StringComparer.Ordinal));
        Assert.Single(story.Postings);
    }

    [Fact]
    public async Task A_contradiction_changes_nothing_and_is_kept_for_an_operator()
    {
        var stored = await _world.AwaitingAsync();
        var wrong = Told.Paid($"EV-{_world.Tenant}") with { Total = new Money(1, Currency.Cny) };

        var applied = await Book.ApplyAsync(stored.Order.Key, wrong, Cancellation);
        await Book.ApplyAsync(stored.Order.Key, wrong, Cancellation);

        Assert.Equal((ApplyOutcome.Quarantined, RefusalReason.OtherAmount), (applied.Outcome, applied.Refusal!.Reason));
        Assert.Equal(stored.Order, await Book.FindAsync(stored.Order.Key, Cancellation));
        var kept = Assert.Single(await QuarantinedAsync());
        Assert.Equal(stored.Order.Key, kept.Key);
        Assert.Equal((RefusalReason.OtherAmount, "total.amount"), (kept.Reason, kept.Field));
        Assert.Equal((new Money(1, Currency.Cny), wrong.Id), (kept.Total, kept.Id));
    }

    [Fact]
    public async Task What_a_provider_says_of_an_unknown_order_is_kept_and_what_others_say_is_not()
    {
        var key = _world.NewOrder().Key;

        var told = await Book.ApplyAsync(key, Told.Paid($"EV-{_world.Tenant}"), Cancellation);
        var asked = await Book.ApplyAsync(
            key, Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Cancellation);

        Assert.Equal((ApplyOutcome.UnknownOrder, ApplyOutcome.UnknownOrder), (told.Outcome, asked.Outcome));
        Assert.Equal(RefusalReason.UnknownOrder, Assert.Single(await QuarantinedAsync()).Reason);
    }

    [Fact]
    public async Task Late_money_is_booked_once_and_shown_to_an_operator()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        await Book.ApplyAsync(key, Told.Ours(EvidenceSource.Clock, OrderEvent.Expired), Cancellation);
        await Book.ApplyAsync(key, Told.Answer(OrderEvent.ClosedAtProvider), Cancellation);

        var late = await Book.ApplyAsync(key, Told.Paid($"EV-{_world.Tenant}"), Cancellation);
        var again = await Book.ApplyAsync(key, Told.Paid($"EV-{_world.Tenant}"), Cancellation);

        Assert.Equal((ApplyOutcome.Moved, ApplyOutcome.Repeat), (late.Outcome, again.Outcome));
        Assert.Equal(OrderState.Closed, again.Order!.State);
        Assert.Equal(RefusalReason.LatePayment, Assert.Single(await QuarantinedAsync()).Reason);
        var posting = Assert.Single((await Book.ReadStoryAsync(key, Cancellation))!.Postings);
        Assert.Equal("late-payment", posting.Kind);
    }

    [Fact]
    public async Task A_merchant_s_close_of_a_paid_order_is_refused()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        await Book.ApplyAsync(key, Told.Paid(), Cancellation);

        var close = await Book.ApplyAsync(
            key, Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Cancellation);

        Assert.Equal((ApplyOutcome.Refused, RefusalReason.OtherState), (close.Outcome, close.Refusal!.Reason));
    }

    [Fact]
    public async Task The_day_s_index_finds_the_posting_in_china_s_day()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        var evening = new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero); // The 21st at UTC+8.
        await Book.ApplyAsync(key, Told.Paid() with { At = evening }, Cancellation);

        await Book.IndexDayAsync(key, Cancellation);
        await Book.IndexDayAsync(key, Cancellation);

        var order = OrderKeys.Partition(key);
        var partition = $"20261121|{StableHash.Place(order, 16):D2}";
        var row = await _world.Accounts.Holding(TableNames.LedgerDays, partition).GetRowAsync(
            partition, $"{order}|000001");
        Assert.Equal((key.OrderId, "payment"), (row.GetString("OrderId"), row.GetString("Kind")));
    }

    private async Task<List<QuarantineEntry>> QuarantinedAsync()
    {
        var day = await _world.Quarantine.ListAsync("wechatpay", new(2026, 11, 20), Cancellation);
        return [.. day.Where(entry => entry.Key.Tenant == _world.Tenant)];
    }
}
