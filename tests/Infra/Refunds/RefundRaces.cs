using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Tests.Core.Refunds;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Infra.Refunds;

/// <summary>Whatever comes at once, to however many processes: the sums are exact.</summary>
public class RefundRaces(AzuriteFixture azurite)
{
    private const int Orders = 20;
    private const int Attempts = 50;
    private const long Each = 100; // An order of 1234 holds twelve of these, and 34 are left.
    private const int Fit = 12;

    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_refunds_at_once_on_twenty_orders_give_exact_sums()
    {
        var orders = await Task.WhenAll(
            Enumerable.Range(1, Orders).Select(nth => _world.PaidAsync($"ORD2026112000{nth:D4}")));

        var reserved = await Task.WhenAll(orders.SelectMany(
            order => Enumerable.Range(1, Attempts).Select(nth => Task.Run(
                () => AskAsync(_world.Refunds, order.Order.Key, nth), Cancellation))));

        Assert.Equal(Orders * Fit, reserved.Count(one => one.Outcome == ApplyOutcome.Moved));
        var refused = reserved.Where(one => one.Outcome != ApplyOutcome.Moved).ToList();
        Assert.All(refused, one => Assert.Equal((ApplyOutcome.Refused, RefundRule.WithinRest), (one.Outcome, one.Broken)));
        foreach (var order in orders) await AssertExactAsync(order.Order.Key);
    }

    [Fact]
    public async Task Two_processes_that_share_no_memory_never_go_above_what_was_paid()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var other = new StoreWorld(azurite.ConnectionString);

        var reserved = await Task.WhenAll(Enumerable.Range(1, 30).Select(nth => Task.Run(
            () => AskAsync(nth % 2 == 0 ? _world.Refunds : other.Refunds, key, nth), Cancellation)));

        var moved = reserved.Count(one => one.Outcome == ApplyOutcome.Moved);
        Assert.InRange(moved, 1, Fit); // Who loses too many races is asked to come again, and has taken nothing.
        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(moved, story.Refunds.Count);
        Assert.Equal(new Money(moved * Each, Currency.Cny), story.Order.RefundReserved);
    }

    private async Task AssertExactAsync(OrderKey key)
    {
        var open = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        Assert.Equal(Fit, open.Refunds.Count);
        foreach (var refund in open.Refunds)
            await _world.Refunds.ApplyAsync(key, refund.Says(RefundEvent.Succeeded), Cancellation);

        var story = (await _world.Book.ReadStoryAsync(key, Cancellation))!;
        var booked = story.Postings.Where(posting => posting.Kind == "refund").Sum(posting => posting.Entries[0].Debit);
        Assert.Equal(Fit * Each, booked);
        Assert.Equal(
            (OrderState.PartiallyRefunded, Fit * Each, 0L, 34L),
            (story.Order.State, story.Order.Refunded.MinorUnits, story.Order.RefundReserved.MinorUnits,
                story.Order.Refundable.MinorUnits));
    }

    private static Task<RefundReserved> AskAsync(RefundBook book, OrderKey key, int nth) => book.RequestAsync(
        key, Core.Refunds.Refunds.Asked(Each, $"REF{nth}"), (_, _) => Task.FromResult(true), Cancellation);
}
