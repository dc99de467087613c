using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Tests.Core.Refunds;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Refunds;

public class RefundBookTests(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RefundBook Book => _world.Refunds;

    [Fact]
    public async Task A_reserved_refund_and_its_order_are_written_together()
    {
        var key = (await _world.PaidAsync()).Order.Key;

        var reserved = await RequestAsync(key, Asked(200));

        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(ApplyOutcome.Moved, reserved.Outcome);
        Assert.Equal(Fen(200), story.Order.RefundReserved);
        Assert.Equal(reserved.Refund, Assert.Single(story.Refunds));
        Assert.Single(story.Postings); // Nothing is booked before money has moved.
    }

    [Fact]
    public async Task A_refund_that_nobody_can_look_after_is_not_written()
    {
        var key = (await _world.PaidAsync()).Order.Key;

        var reserved = await Book.RequestAsync(key, Asked(200), (_, _) => Task.FromResult(false), Cancellation);

        Assert.Equal(ApplyOutcome.Contended, reserved.Outcome);
        Assert.Null(await Book.FindAsync(key, "REF1", Cancellation));
    }

    [Fact]
    public async Task The_same_request_again_finds_its_refund_and_another_under_its_id_is_refused()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var first = await RequestAsync(key, Asked(200));

        var again = await RequestAsync(key, Asked(200));
        var other = await RequestAsync(key, Asked(201));

        Assert.Equal((ApplyOutcome.Repeat, first.Refund), (again.Outcome, again.Refund));
        Assert.Equal((ApplyOutcome.Refused, RefundRule.OneRefundAnId), (other.Outcome, other.Broken));
        Assert.Equal(Fen(200), (await _world.Book.FindAsync(key, Cancellation))!.RefundReserved);
    }

    [Fact]
    public async Task What_the_provider_says_20_times_at_once_is_booked_once()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var refund = (await RequestAsync(key, Asked(1234))).Refund!;

        var applied = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Book.ApplyAsync(key, refund.Says(RefundEvent.Succeeded), Cancellation)));

        Assert.Equal(1, applied.Count(one => one.Outcome == ApplyOutcome.Moved));
        Assert.Equal(19, applied.Count(one => one.Outcome == ApplyOutcome.Repeat));
        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal((OrderState.Refunded, Fen(1234)), (story.Order.State, story.Order.Refunded));
        Assert.Equal(["payment", "refund"], story.Postings.Select(posting => posting.Kind));
        Assert.Equal(Fen(0), story.Order.RefundReserved);
    }

    [Fact]
    public async Task An_answer_that_the_notification_overtook_changes_nothing()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var refund = (await RequestAsync(key, Asked(1234))).Refund!;
        var known = (await Book.FindWithOrderAsync(key, refund.Id, Cancellation))!;

        await Book.ApplyAsync(key, refund.Says(RefundEvent.Succeeded), Cancellation);
        var late = await Book.ApplyAsync(known, refund.Says(RefundEvent.Accepted, "answer"), Cancellation);

        Assert.Equal((ApplyOutcome.Repeat, RefundState.Succeeded), (late.Outcome, late.Refund!.State));
    }

    [Fact]
    public async Task A_closed_refund_frees_its_amount_and_a_stuck_one_keeps_it()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var closed = (await RequestAsync(key, Asked(200))).Refund!;
        var stuck = (await RequestAsync(key, Asked(300, "REF2"))).Refund!;

        await Book.ApplyAsync(key, closed.Says(RefundEvent.Closed), Cancellation);
        var abnormal = await Book.ApplyAsync(key, stuck.Says(RefundEvent.Abnormal), Cancellation);

        Assert.Equal(RefusalReason.RefundAbnormal, abnormal.Refusal?.Reason); // Shown to operators as well.
        Assert.Equal(Fen(300), (await _world.Book.FindAsync(key, Cancellation))!.RefundReserved);
    }

    [Fact]
    public async Task What_is_said_of_a_refund_that_we_never_asked_for_is_kept_for_an_operator()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var (_, foreign) = Core.Refunds.Refunds.Reserved(100, "NOT-OURS");

        var applied = await Book.ApplyAsync(
            key, foreign.Says(RefundEvent.Succeeded, _world.Tenant), Cancellation);

        Assert.Equal((ApplyOutcome.Quarantined, RefusalReason.UnknownRefund), (applied.Outcome, applied.Refusal!.Reason));
        var entry = Assert.Single(
            await _world.Quarantine.ListAsync("wechatpay", new(2026, 11, 20), Cancellation),
            entry => entry.Key.Tenant == _world.Tenant);
        Assert.Equal("NOT-OURS", entry.RefundId);
    }

    [Fact]
    public async Task A_commit_whose_response_was_lost_is_found_applied_and_not_applied_again()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var refund = (await RequestAsync(key, Asked(1234))).Refund!;
        _world.Wire.LoseResponsesOfWrites(1);

        var applied = await Book.ApplyAsync(key, refund.Says(RefundEvent.Succeeded), Cancellation);

        Assert.Equal((ApplyOutcome.Repeat, RefundState.Succeeded), (applied.Outcome, applied.Refund!.State));
        Assert.Equal(2, (await _world.Book.FindAsync(key, Cancellation))!.Postings);
    }

    [Fact]
    public async Task A_reservation_whose_response_was_lost_is_found_and_not_made_again()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        _world.Wire.LoseResponsesOfWrites(1);

        var reserved = await RequestAsync(key, Asked(200));

        Assert.Equal(ApplyOutcome.Repeat, reserved.Outcome);
        Assert.Equal(Fen(200), (await _world.Book.FindAsync(key, Cancellation))!.RefundReserved);
    }

    [Fact]
    public async Task Late_money_brings_its_own_refund_and_that_leaves_nothing_in_suspense()
    {
        var awaiting = await _world.AwaitingAsync();
        await _world.Book.ApplyAsync(
            awaiting.Order.Key, Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Cancellation);
        var key = awaiting.Order.Key;
        await _world.Book.ApplyAsync(key, Told.Answer(OrderEvent.ClosedAtProvider, "close-1"), Cancellation);

        var late = await _world.Book.ApplyAsync(key, Told.Paid(), Cancellation);
        await Book.ApplyAsync(key, late.Refund!.Says(RefundEvent.Succeeded), Cancellation);

        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(OrderState.Closed, story.Order.State);
        Assert.Equal(["late-payment", "suspense-refund"], story.Postings.Select(posting => posting.Kind));
        Assert.Equal(0, story.Postings.SelectMany(posting => posting.Entries)
            .Where(entry => entry.Account == OrderPostings.LatePaymentAccount)
            .Sum(entry => entry.Debit - entry.Credit));
    }

    private static Money Fen(long amount) => new(amount, Currency.Cny);

    private static NewRefund Asked(long amount, string id = "REF1") => Core.Refunds.Refunds.Asked(amount, id);

    private Task<RefundReserved> RequestAsync(OrderKey key, NewRefund asked) =>
        Book.RequestAsync(key, asked, (_, _) => Task.FromResult(true), Cancellation);
}
