using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Reversals;
using PayFunctions.Tests.Infra.Storage;
using static PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Functions;

public class ReversalAskingTests
{
    private readonly StoreWorld _world;
    private readonly ScriptedReversals _provider = new();
    private readonly ReversalAsking _asking;

    public ReversalAskingTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _asking = new(_world.Book, new([_provider]), _world.Clock, NullLogger<ReversalAsking>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_first_reverses_and_takes_what_the_provider_then_says()
    {
        var stored = await AskedForAsync(paid: true);
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentSucceeded)));
        _provider.Reverse = ProviderAnswer.Says(Told(OrderEvent.PaymentRevoked));

        var woken = await _asking.AskAsync(stored, Cancellation);

        Assert.Equal(["query", "reverse"], _provider.Asked);
        Assert.Equal((ReversalStanding.Ended, OrderState.Revoked), (woken.Standing, await StateAsync(stored)));
    }

    [Fact]
    public async Task What_is_back_already_is_not_reversed_again()
    {
        var stored = await AskedForAsync(paid: true);
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentRevoked)));

        var woken = await _asking.AskAsync(stored, Cancellation);

        Assert.Equal(["query"], _provider.Asked);
        Assert.Equal((ReversalStanding.Ended, OrderState.Revoked), (woken.Standing, await StateAsync(stored)));
    }

    [Theory]
    [InlineData(ProviderOutcome.Unknown)]
    [InlineData(ProviderOutcome.Later)]
    [InlineData(ProviderOutcome.NotSent)]
    [InlineData(ProviderOutcome.Refused)]
    public async Task Without_an_answer_to_the_question_nothing_is_reversed(ProviderOutcome outcome)
    {
        var stored = await AskedForAsync(paid: true);
        _provider.Queries.Enqueue(new(outcome));

        var woken = await _asking.AskAsync(stored, Cancellation);

        Assert.Equal(["query"], _provider.Asked);
        Assert.Equal((ReversalStanding.Open, OrderState.Paid), (woken.Standing, await StateAsync(stored)));
    }

    [Theory]
    [InlineData(ProviderOutcome.Unknown)]
    [InlineData(ProviderOutcome.Later)]
    public async Task Whatever_may_have_been_done_is_left_to_the_next_question(ProviderOutcome outcome)
    {
        var stored = await AskedForAsync(paid: true);
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentSucceeded)));
        _provider.Reverse = new(outcome, Failure: FailureCode.TooFrequent);

        var woken = await _asking.AskAsync(stored, Cancellation);

        Assert.Equal(["query", "reverse"], _provider.Asked);
        Assert.Equal(ReversalStanding.Open, woken.Standing);
        Assert.NotNull(woken.Failed);
    }

    [Fact]
    public async Task A_payment_that_is_found_by_asking_is_booked_and_goes_back_in_the_same_wake()
    {
        var stored = await AskedForAsync(paid: false);
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentSucceeded)));
        _provider.Reverse = ProviderAnswer.Says(Told(OrderEvent.PaymentRevoked));

        await _asking.AskAsync(stored, Cancellation);

        var story = await _world.Book.ReadStoryAsync(stored.Order.Key, Cancellation);
        Assert.Equal(OrderState.Revoked, story!.Order.State);
        Assert.Equal(["payment", "reversal"], story.Postings.Select(posting => posting.Kind));
    }

    [Fact]
    public async Task An_unpaid_order_is_closed()
    {
        var stored = await AskedForAsync(paid: false);
        _provider.Queries.Enqueue(new(ProviderOutcome.Nothing));
        _provider.Reverse = ProviderAnswer.Says(Answer(OrderEvent.ClosedAtProvider));

        var woken = await _asking.AskAsync(stored, Cancellation);

        Assert.Equal((ReversalStanding.Ended, OrderState.Closed), (woken.Standing, await StateAsync(stored)));
    }

    [Fact]
    public async Task A_refusal_ends_it_once_the_provider_still_has_the_order_as_it_was()
    {
        var stored = await AskedForAsync(paid: true);
        foreach (var _ in "12") _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentSucceeded)));
        _provider.Reverse = new(ProviderOutcome.Refused, Code: "FROZEN");

        var woken = await _asking.AskAsync(stored, Cancellation);

        var order = (await _world.Book.FindAsync(stored.Order.Key, Cancellation))!;
        Assert.Equal(["query", "reverse", "query"], _provider.Asked);
        Assert.Equal((ReversalStanding.Ended, OrderState.Paid), (woken.Standing, order.State));
        Assert.Equal((ReversalState.Refused, "FROZEN"), (order.Reversal!.State, order.Reversal.Code));
        var refund = await _world.Refunds.RequestAsync(
            order.Key, new("REF1", new(1, Currency.Cny), null), (_, _) => Task.FromResult(true), Cancellation);
        Assert.Equal(ApplyOutcome.Moved, refund.Outcome);
    }

    [Fact]
    public async Task A_refusal_of_what_went_all_the_same_is_no_refusal()
    {
        var stored = await AskedForAsync(paid: true);
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentSucceeded)));
        _provider.Queries.Enqueue(ProviderAnswer.Says(Told(OrderEvent.PaymentRevoked)));
        _provider.Reverse = new(ProviderOutcome.Refused, Code: "TRADE_HAS_CLOSE");

        await _asking.AskAsync(stored, Cancellation);

        Assert.Equal(OrderState.Revoked, await StateAsync(stored));
    }

    [Fact]
    public async Task While_it_is_under_way_no_refund_takes_of_it_and_asking_twice_is_one()
    {
        var stored = await AskedForAsync(paid: true);

        var refund = await _world.Refunds.RequestAsync(
            stored.Order.Key, new("REF1", new(1, Currency.Cny), null), (_, _) => Task.FromResult(true), Cancellation);
        var again = await _world.Book.ReverseAsync(stored, Request(stored.Order), OfADay, Cancellation);

        Assert.Equal((ApplyOutcome.Refused, RefundRule.NotBeingReversed), (refund.Outcome, refund.Broken));
        Assert.Equal((ApplyOutcome.Repeat, 1), (again.Outcome, again.Order!.Reversal!.Sequence));
    }

    [Fact]
    public async Task Of_a_refund_and_a_reversal_at_once_only_one_is_taken()
    {
        var stored = await OrderAsync(paid: true);

        var (refund, reversal) = (
            _world.Refunds.RequestAsync(
                stored.Order.Key, new("REF1", new(1, Currency.Cny), null), (_, _) => Task.FromResult(true), Cancellation),
            _world.Book.ReverseAsync(stored, Request(stored.Order), OfADay, Cancellation));
        await Task.WhenAll(refund, reversal);

        var taken = new[] { (await refund).Outcome, (await reversal).Outcome }.Count(one => one == ApplyOutcome.Moved);
        var order = (await _world.Book.FindAsync(stored.Order.Key, Cancellation))!;
        Assert.Equal(1, taken);
        Assert.NotEqual(order.IsBeingReversed, !order.RefundReserved.IsZero);
    }

    private async Task<StoredOrder> AskedForAsync(bool paid)
    {
        var stored = await OrderAsync(paid);
        var asked = await _world.Book.ReverseAsync(stored, Request(stored.Order), OfADay, Cancellation);
        Assert.True(asked.Order!.IsBeingReversed);
        return asked.Stored!;
    }

    private Task<StoredOrder> OrderAsync(bool paid) => paid ? _world.PaidAsync() : _world.AwaitingAsync();

    private async Task<OrderState> StateAsync(StoredOrder stored) =>
        (await _world.Book.FindAsync(stored.Order.Key, Cancellation))!.State;

    private static Evidence Request(Order order) => Ours(EvidenceSource.Merchant, OrderEvent.ReversalRequested) with
    {
        Id = ReversalDecision.EvidenceId(order),
        Code = "wrong till",
    };

    private static Evidence Told(OrderEvent happened) => Answer(happened) with
    {
        Total = Total,
        TransactionId = "4200000001",
    };

    private static DateTimeOffset OfADay(DateTimeOffset paidAt) => paidAt.AddDays(1);
}
