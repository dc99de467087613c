using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Core.Splits;
using PayFunctions.Tests.Infra.Storage;
using Asked = PayFunctions.Tests.Core.Splits.Splits;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Splits;

public class SplitBookTests
{
    private readonly StoreWorld _world;
    private readonly SplitBook _book;

    public SplitBookTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _book = new(new(_world.Accounts), _world.Quarantine, _world.Clock, NullLogger<SplitBook>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_split_and_its_order_are_written_together_and_read_as_they_were_written()
    {
        var key = await PaidAsync();

        var reserved = await RequestAsync(key, Asked.Asked());

        var known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        Assert.Equal(ApplyOutcome.Moved, reserved.Outcome);
        Assert.Equal(reserved.Order, known.Order.Order);
        Assert.Equivalent(reserved.Split, known.Split.Split, strict: true);
        Assert.Equal(400, known.Order.Order.ShareReserved.MinorUnits);
    }

    [Fact]
    public async Task A_split_that_nobody_can_look_after_is_not_written()
    {
        var key = await PaidAsync();

        var reserved = await _book.RequestAsync(
            key, Asked.Asked(), (_, _) => true, (_, _) => Task.FromResult(false), Cancellation);

        Assert.Equal(ApplyOutcome.Contended, reserved.Outcome);
        Assert.Null(await _book.FindAsync(key, "SPL1", Cancellation));
    }

    [Fact]
    public async Task Twenty_splits_at_once_share_no_more_than_was_paid()
    {
        var key = await PaidAsync();

        var all = await Task.WhenAll(Enumerable.Range(1, 20)
            .Select(nth => RequestAsync(key, Asked.Asked(299, 1, $"SPL{nth}"))));

        var order = (await _world.Book.FindAsync(key, Cancellation))!;
        Assert.Equal(4, all.Count(one => one.Outcome == ApplyOutcome.Moved)); // 1234 holds 300 four times.
        Assert.All(
            all.Where(one => one.Outcome != ApplyOutcome.Moved),
            one => Assert.Equal((ApplyOutcome.Refused, SplitRule.WithinRest), (one.Outcome, one.Broken)));
        Assert.Equal((1200, 4), (order.ShareReserved.MinorUnits, order.Splits));
    }

    [Fact]
    public async Task What_the_provider_says_twenty_times_at_once_is_booked_once()
    {
        var key = await PaidAsync();
        await RequestAsync(key, Asked.Asked());
        var known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        var done = known.Split.Split.Says(SplitEvent.Done);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _book.ApplyAsync(known, done, Cancellation)));

        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(1, all.Count(one => one.Outcome == ApplyOutcome.Moved));
        Assert.All(all, one => Assert.Equal(SplitState.Done, one.Split!.State));
        Assert.Equal(["payment", "split"], story.Postings.Select(posting => posting.Kind));
        Assert.Equal((400, 0), (story.Order.Shared.MinorUnits, story.Order.ShareReserved.MinorUnits));
    }

    [Fact]
    public async Task A_share_comes_back_once_and_the_same_request_again_finds_it()
    {
        var key = await PaidAsync();
        await RequestAsync(key, Asked.Asked());
        var known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        await _book.ApplyAsync(known, known.Split.Split.Says(SplitEvent.Done), Cancellation);

        var first = await ReturnAsync(key, 120);
        var again = await ReturnAsync(key, 120);
        known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        var applied = await _book.ApplyAsync(known, known.Split.Split.Says(SplitEvent.Done, "RET1"), Cancellation);

        Assert.Equal((ApplyOutcome.Moved, ApplyOutcome.Repeat), (first.Outcome, again.Outcome));
        Assert.Equal(first.Return, again.Return);
        Assert.Equal(280, applied.Order!.Shared.MinorUnits);
        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(["payment", "split", "split-return"], story.Postings.Select(posting => posting.Kind));
    }

    [Fact]
    public async Task What_contradicts_our_books_is_kept_for_an_operator_and_moves_nothing()
    {
        var key = await PaidAsync();
        await RequestAsync(key, Asked.Asked());
        var known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        var done = known.Split.Split.Says(SplitEvent.Done);

        var applied = await _book.ApplyAsync(known, done with { Shares = [done.Shares[0]] }, Cancellation);

        Assert.Equal(
            (ApplyOutcome.Quarantined, RefusalReason.OtherAmount), (applied.Outcome, applied.Refusal!.Reason));
        Assert.Equal(400, (await _world.Book.FindAsync(key, Cancellation))!.ShareReserved.MinorUnits);
    }

    [Fact]
    public async Task Shares_that_arrive_one_by_one_and_twice_each_end_the_split_once()
    {
        var key = await PaidAsync();
        var split = (await RequestAsync(key, Asked.Asked())).Split!;
        ShareNotice[] told =
        [
            .. split.Shares.Select((share, nth) => Notice(split.Number, share.Account, share.Amount) with { Id = $"EV-S{nth}" }),
        ];

        var all = await Task.WhenAll(told.Concat(told).Select(one => _book.ApplyAsync(key, one, Cancellation)));

        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(2, all.Count(one => one.Outcome == ApplyOutcome.Moved));
        Assert.Equal(2, all.Count(one => one.Outcome == ApplyOutcome.Repeat));
        Assert.Equal(SplitState.Done, Assert.Single(story.Splits).State);
        Assert.Equal(["payment", "split"], story.Postings.Select(posting => posting.Kind));
        Assert.Equal(400, story.Order.Shared.MinorUnits);
    }

    [Fact]
    public async Task A_receiver_that_gave_back_is_found_by_the_returns_number()
    {
        var key = await PaidAsync();
        await RequestAsync(key, Asked.Asked());
        var known = (await _book.FindWithOrderAsync(key, "SPL1", Cancellation))!;
        await _book.ApplyAsync(known, known.Split.Split.Says(SplitEvent.Done), Cancellation);
        var given = (await ReturnAsync(key, 120)).Return!;

        var applied = await _book.ApplyAsync(
            key, Notice(given.Number, given.Account, given.Amount) with { IsReturn = true }, Cancellation);

        Assert.Equal((ApplyOutcome.Moved, SplitState.Done), (applied.Outcome, applied.Return!.State));
        Assert.Equal(280, applied.Order!.Shared.MinorUnits);
    }

    [Theory]
    [InlineData("-S9", false)]
    [InlineData("-S1", true)] // A split's number, said to be a return's.
    public async Task A_share_of_nothing_that_we_asked_for_is_kept_for_an_operator(string tail, bool isReturn)
    {
        var key = await PaidAsync();
        await RequestAsync(key, Asked.Asked());

        var applied = await _book.ApplyAsync(
            key, Notice(key.OrderId + tail, Asked.Partner, Asked.Fen(300)) with { IsReturn = isReturn }, Cancellation);

        Assert.Equal(
            (ApplyOutcome.Quarantined, RefusalReason.UnknownSplit), (applied.Outcome, applied.Refusal!.Reason));
        Assert.Equal(400, (await _world.Book.FindAsync(key, Cancellation))!.ShareReserved.MinorUnits);
    }

    [Fact]
    public async Task What_the_merchant_is_told_is_written_with_the_move()
    {
        var key = await PaidAsync("https://shop.example/webhooks");
        var split = (await RequestAsync(key, Asked.Asked())).Split!;
        var known = (await _book.FindWithOrderAsync(key, split.Id, Cancellation))!;
        await _book.ApplyAsync(known, split.Says(SplitEvent.Done), Cancellation);

        var outbox = (await new OutboxStore(_world.Accounts).ReadAsync(key, Cancellation))!;

        Assert.Equal(
            [WebhookEvent.OrderPaid, WebhookEvent.SplitFinished], outbox.Messages.Select(one => one.Message.Event));
        Assert.Equal(
            new SplitNews(WebhookEvent.SplitFinished, "SPL1", null, Asked.Fen(400)), outbox.Messages[^1].Message.Split);
    }

    private static ShareNotice Notice(string number, string account, Money amount) => new()
    {
        Id = "EV-S",
        Number = number,
        At = Told.Noon.AddMinutes(10),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        TransactionId = "4200000001",
        Account = account,
        Amount = amount,
    };

    private Task<SplitReserved> RequestAsync(OrderKey key, NewSplit asked) => _book.RequestAsync(
        key, asked, (_, account) => account is Asked.Partner or Asked.Agent, (_, _) => Task.FromResult(true), Cancellation);

    private Task<SplitReserved> ReturnAsync(OrderKey key, long amount) => _book.RequestAsync(
        key, "SPL1", new("RET1", Asked.Partner, Asked.Fen(amount)), (_, _) => Task.FromResult(true), Cancellation);

    private async Task<OrderKey> PaidAsync(string? notify = null)
    {
        var order = _world.NewOrder() with { Sharing = SharingState.Open, Notify = notify };
        var created = await _world.Book.CreateAsync(order, Cancellation);
        var prepaid = await _world.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);
        await _world.Book.ApplyAsync(prepaid.Stored!, Told.Paid(), Cancellation);
        return order.Key;
    }
}
