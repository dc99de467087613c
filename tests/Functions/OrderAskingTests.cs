using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Orders;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Functions;

public class OrderAskingTests
{
    private readonly StoreWorld _world;
    private readonly ScriptedProvider _provider = new();
    private readonly OrderAsking _asking;

    public OrderAskingTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _asking = Routed.Asking(_world.Book, _world.Accounts, _world.Clock, [_provider]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProviderOutcome.Unknown)]
    [InlineData(ProviderOutcome.NotSent)]
    [InlineData(ProviderOutcome.Later)]
    [InlineData(ProviderOutcome.Nothing)]
    [InlineData(ProviderOutcome.NotFound)]
    public async Task A_prepay_that_says_nothing_leaves_the_order_to_be_prepaid_again(ProviderOutcome outcome)
    {
        _provider.Prepay = new(outcome);
        var created = await _world.Book.CreateAsync(_world.NewOrder(), Cancellation);

        var first = (await _asking.AskAsync(created.Stored, Cancellation)).Stored.Order;
        _provider.Prepay = ProviderAnswer.Says(Told.Prepaid());
        var second = (await _asking.AskAsync(created.Stored, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Created, OrderState.AwaitingPayment), (first.State, second.State));
        Assert.Equal(["prepay", "prepay"], _provider.Asked);
    }

    [Fact]
    public async Task A_prepay_that_is_refused_fails_the_order_and_keeps_the_providers_code()
    {
        _provider.Prepay = new(ProviderOutcome.Refused, Code: "NO_AUTH");
        var created = await _world.Book.CreateAsync(_world.NewOrder(), Cancellation);

        var asked = await _asking.PrepayAsync(created.Stored, Cancellation);

        Assert.Equal(OrderState.Failed, asked.Stored.Order.State);
        var story = await _world.Book.ReadStoryAsync(created.Stored.Order.Key, Cancellation);
        Assert.Equal(("PrepayRefused", "NO_AUTH"), (story!.Timeline[^1].Event, story.Timeline[^1].Code));
    }

    [Fact]
    public async Task An_unpaid_order_is_asked_about_and_a_payment_is_taken()
    {
        _provider.Query = ProviderAnswer.Says(PaidByQuery());
        var awaiting = await _world.AwaitingAsync();

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Paid, 1), (order.State, order.Postings));
        Assert.Equal(["query"], _provider.Asked);
    }

    [Fact]
    public async Task An_expired_order_is_asked_about_before_it_is_closed()
    {
        _provider.Close = ProviderAnswer.Says(Told.Answer(OrderEvent.ClosedAtProvider, "close-1"));
        var awaiting = await _world.AwaitingAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(31));

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal(OrderState.Closed, order.State);
        Assert.Equal(["query", "close"], _provider.Asked);
    }

    [Fact]
    public async Task An_expired_order_that_was_paid_in_time_is_paid_and_not_closed()
    {
        _provider.Query = ProviderAnswer.Says(PaidByQuery());
        var awaiting = await _world.AwaitingAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(31));

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal(OrderState.Paid, order.State);
        Assert.Equal(["query"], _provider.Asked);
    }

    [Fact]
    public async Task A_close_that_meets_a_payment_ends_paid()
    {
        _provider.Close = ProviderAnswer.Says(PaidByQuery());
        var awaiting = await _world.AwaitingAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(31));

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Paid, 1), (order.State, order.Postings));
    }

    [Theory]
    [InlineData(ProviderOutcome.Unknown)]
    [InlineData(ProviderOutcome.NotSent)]
    [InlineData(ProviderOutcome.Later)]
    [InlineData(ProviderOutcome.Refused)]
    public async Task Silence_is_no_answer_an_order_whose_provider_does_not_say_is_not_closed(ProviderOutcome outcome)
    {
        _provider.Query = new(outcome);
        var awaiting = await _world.AwaitingAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(31));

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal(OrderState.Closing, order.State);
        Assert.Equal(["query"], _provider.Asked);
    }

    [Fact]
    public async Task What_the_provider_never_knew_is_closed_at_its_expiry()
    {
        (_provider.Query, _provider.Close) = (new(ProviderOutcome.NotFound), new(ProviderOutcome.NotFound));
        var created = await _world.Book.CreateAsync(_world.NewOrder(), Cancellation);
        _world.Clock.Advance(TimeSpan.FromMinutes(31));

        var order = (await _asking.AskAsync(created.Stored, Cancellation)).Stored.Order;

        Assert.Equal(OrderState.Closed, order.State);
    }

    [Fact]
    public async Task What_the_payer_can_pay_is_not_closed_because_the_provider_does_not_find_it()
    {
        (_provider.Query, _provider.Close) = (new(ProviderOutcome.NotFound), new(ProviderOutcome.NotFound));
        var awaiting = await _world.AwaitingAsync();
        var closing = await _world.Book.ApplyAsync(
            awaiting, Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Cancellation);

        var inTime = (await _asking.AskAsync(closing.Stored!, Cancellation)).Stored.Order;
        _world.Clock.Advance(TimeSpan.FromMinutes(31));
        var later = (await _asking.AskAsync(closing.Stored!, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.Closing, OrderState.Closed), (inTime.State, later.State));
    }

    [Fact]
    public async Task What_the_provider_says_against_our_books_moves_nothing()
    {
        _provider.Query = ProviderAnswer.Says(PaidByQuery() with { Total = new Money(1, Currency.Cny) });
        var awaiting = await _world.AwaitingAsync();

        var order = (await _asking.AskAsync(awaiting, Cancellation)).Stored.Order;

        Assert.Equal((OrderState.AwaitingPayment, 0), (order.State, order.Postings));
    }

    [Fact]
    public async Task An_order_that_has_ended_is_not_asked_about()
    {
        var awaiting = await _world.AwaitingAsync();
        var paid = await _world.Book.ApplyAsync(awaiting, Told.Paid(), Cancellation);

        var order = (await _asking.AskAsync(paid.Stored!, Cancellation)).Stored.Order;

        Assert.Equal(OrderState.Paid, order.State);
        Assert.Empty(_provider.Asked);
    }

    [Fact]
    public void Every_state_either_keeps_the_orchestration_waiting_or_ends_it() =>
        Assert.All(
            Enum.GetValues<OrderState>(), state => AskOrder.StandingOf(_world.NewOrder() with { State = state }));

    private static Evidence PaidByQuery() =>
        Told.Paid("query-SUCCESS-4200000001") with { Source = EvidenceSource.Answer };
}
