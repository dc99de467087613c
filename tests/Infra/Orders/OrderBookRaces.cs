using Azure.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Orders;

/// <summary>What must hold when evidence comes at once, or the store's word is lost.</summary>
public class OrderBookRaces(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OrderBook Book => _world.Book;

    [Fact]
    public async Task The_same_evidence_twenty_times_at_once_gives_one_posting()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;

        var applied = await AtOnceAsync([.. Enumerable.Repeat(Told.Paid(), 20)], key);

        Assert.Equal(1, applied.Count(one => one.Outcome == ApplyOutcome.Moved));
        Assert.Equal(19, applied.Count(one => one.Outcome == ApplyOutcome.Repeat));
        var written = (await Book.ReadStoryAsync(key, Cancellation))!.Timeline.Single(entry => entry.Id == "EV-1");
        Assert.Equal(("AwaitingPayment", "Paid"), (written.From, written.To));
        await AssertPaidOnceAsync(key);
    }

    [Fact]
    public async Task Evidence_that_is_written_down_is_not_applied_again_whatever_is_decided_about_it()
    {
        var store = new OrderStore(_world.Accounts);
        var stored = await _world.AwaitingAsync();
        var change = EvidenceDecision.Decide(stored.Order, Told.Paid());
        var first = await store.CommitAsync(stored, change, Told.Paid(), Told.Noon, Cancellation);

        var second = await store.CommitAsync(
            first.Stored!, change with { Postings = [] }, Told.Paid(), Told.Noon, Cancellation);

        Assert.Equal((CommitResult.Committed, CommitResult.EvidenceExists), (first.Result, second.Result));
    }

    [Fact]
    public async Task A_decision_on_an_old_version_is_not_committed()
    {
        var store = new OrderStore(_world.Accounts);
        var old = await _world.AwaitingAsync();
        await Book.ApplyAsync(old.Order.Key, Told.Paid(), Cancellation);
        var close = Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested);

        var commit = await store.CommitAsync(
            old, EvidenceDecision.Decide(old.Order, close), close, Told.Noon, Cancellation);

        Assert.Equal(CommitResult.OrderMoved, commit.Result);
        Assert.Equal(2, (await Book.ReadStoryAsync(old.Order.Key, Cancellation))!.Timeline.Count);
    }

    [Fact]
    public async Task A_notification_and_an_answer_of_one_payment_that_race_give_one_posting()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        var answer = Told.Paid("query-SUCCESS-4200000001") with { Source = EvidenceSource.Answer };

        var applied = await AtOnceAsync([Told.Paid(), answer], key);

        Assert.Equal([ApplyOutcome.Moved, ApplyOutcome.Repeat], applied.Select(one => one.Outcome).Order());
        Assert.All(applied, one => Assert.Equal(OrderState.Paid, one.Order!.State));
        await AssertPaidOnceAsync(key);
    }

    [Fact]
    public async Task A_close_and_a_payment_that_race_end_paid()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;

        await AtOnceAsync([Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Told.Paid()], key);

        await AssertPaidOnceAsync(key);
    }

    [Fact]
    public async Task Two_payments_that_race_are_both_booked_and_the_one_that_lost_goes_back()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        Evidence[] told = [Told.Paid($"1{_world.Tenant}", "42001"), Told.Paid($"2{_world.Tenant}", "42002")];

        var applied = await AtOnceAsync(told, key);

        Assert.All(applied, one => Assert.Equal(ApplyOutcome.Moved, one.Outcome));
        var story = (await Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal((OrderState.Paid, story.Order.Total), (story.Order.State, story.Order.Paid));
        Assert.Equal(["payment", "second-payment"], story.Postings.Select(posting => posting.Kind));
        var back = Assert.Single(story.Refunds);
        Assert.Equal((RefundCause.SecondPayment, RefundState.Requested), (back.Cause, back.State));
        Assert.Equal(story.Order.SecondTransactions, back.TransactionId);
        Assert.Equal(back, Assert.Single(applied, one => one.Refund is not null).Refund);
    }

    [Fact]
    public async Task A_commit_whose_response_was_lost_is_found_applied_and_not_applied_again()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        _world.Wire.LoseResponsesOfWrites(1);

        var applied = await Book.ApplyAsync(key, Told.Paid(), Cancellation);

        Assert.Equal(ApplyOutcome.Repeat, applied.Outcome); // By the client's own second try.
        await AssertPaidOnceAsync(key);
    }

    [Fact]
    public async Task A_commit_whose_every_response_was_lost_is_applied_once_all_the_same()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        _world.Wire.LoseResponsesOfWrites(3);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Book.ApplyAsync(key, Told.Paid(), Cancellation));
        var again = await Book.ApplyAsync(key, Told.Paid(), Cancellation);

        Assert.True(StorageAway.Is(failure), failure.ToString());
        Assert.Equal(ApplyOutcome.Repeat, again.Outcome);
        await AssertPaidOnceAsync(key);
    }

    [Fact]
    public async Task A_prepay_whose_commit_s_response_was_lost_still_gives_the_payer_what_they_need()
    {
        var created = await Book.CreateAsync(_world.NewOrder(), Cancellation);
        _world.Wire.LoseResponsesOfWrites(1);

        var applied = await Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);

        Assert.Equal(Told.Prepaid().Offer, applied.Order!.Offer);
        Assert.Equal(OrderState.AwaitingPayment, applied.Order.State);
    }

    [Fact]
    public async Task An_insert_whose_response_was_lost_is_found_as_the_same_order()
    {
        await _world.Accounts.EnsureTablesAsync(Cancellation); // Else the lost response is that of a missing table.
        _world.Wire.LoseResponsesOfWrites(1);

        var created = await Book.CreateAsync(_world.NewOrder(), Cancellation);
        var prepaid = await Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);

        Assert.Equal((CreateResult.SameExists, ApplyOutcome.Moved), (created.Result, prepaid.Outcome));
    }

    [Fact]
    public async Task What_a_caller_remembers_wrongly_is_read_again_before_anything_is_decided()
    {
        var old = await _world.AwaitingAsync();
        await Book.ApplyAsync(old.Order.Key, Told.Paid(), Cancellation);

        var expired = await Book.ApplyAsync(
            old, Told.Ours(EvidenceSource.Clock, OrderEvent.Expired), Cancellation);
        var unversioned = await Book.ApplyAsync(
            old with { Version = default }, Told.Ours(EvidenceSource.Clock, OrderEvent.Expired), Cancellation);

        Assert.Equal((ApplyOutcome.Repeat, OrderState.Paid), (expired.Outcome, expired.Order!.State));
        Assert.Equal((ApplyOutcome.Repeat, OrderState.Paid), (unversioned.Outcome, unversioned.Order!.State));
    }

    [Fact]
    public async Task Whoever_loses_every_race_is_told_to_come_again()
    {
        var stored = await _world.AwaitingAsync();
        var other = new StoreWorld(azurite.ConnectionString);
        _world.Wire.Hold = async message =>
        {
            if (message.Request.Method != RequestMethod.Post) return;
            // Before each commit of ours, another changes the order's row.
            var partition = OrderKeys.Partition(stored.Order.Key);
            await other.Accounts.Holding(TableNames.Orders, partition).UpsertEntityAsync(
                OrderRows.Write(stored.Order, stored.Marks), cancellationToken: Cancellation);
        };

        var applied = await Book.ApplyAsync(stored.Order.Key, Told.Paid(), Cancellation);

        Assert.Equal((ApplyOutcome.Contended, OrderState.AwaitingPayment), (applied.Outcome, applied.Order!.State));
    }

    /// <summary>All read the order before any of them commits.</summary>
    private async Task<List<Applied>> AtOnceAsync(Evidence[] told, OrderKey key)
    {
        using var read = new CountdownEvent(told.Length);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Wire.Hold = message =>
        {
            var isCommit = message.Request.Method == RequestMethod.Post;
            if (!isCommit || gate.Task.IsCompleted) return Task.CompletedTask;
            if (read.Signal()) gate.SetResult();
            return gate.Task;
        };

        return [.. await Task.WhenAll(told.Select(evidence => Book.ApplyAsync(key, evidence, Cancellation)))];
    }

    private async Task AssertPaidOnceAsync(OrderKey key)
    {
        var story = (await Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal((OrderState.Paid, Told.Total, 1), (story.Order.State, story.Order.Paid, story.Order.Postings));
        Assert.Single(story.Postings);
    }
}
