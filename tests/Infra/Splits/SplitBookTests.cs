using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
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

    private Task<SplitReserved> RequestAsync(OrderKey key, NewSplit asked) => _book.RequestAsync(
        key, asked, (_, account) => account is Asked.Partner or Asked.Agent, (_, _) => Task.FromResult(true), Cancellation);

    private Task<SplitReserved> ReturnAsync(OrderKey key, long amount) => _book.RequestAsync(
        key, "SPL1", new("RET1", Asked.Partner, Asked.Fen(amount)), (_, _) => Task.FromResult(true), Cancellation);

    private async Task<OrderKey> PaidAsync()
    {
        var order = _world.NewOrder() with { Sharing = SharingState.Open };
        var created = await _world.Book.CreateAsync(order, Cancellation);
        var prepaid = await _world.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);
        await _world.Book.ApplyAsync(prepaid.Stored!, Told.Paid(), Cancellation);
        return order.Key;
    }
}
