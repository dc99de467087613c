using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Refunds;
using PayFunctions.Refunds;
using PayFunctions.Tests.Core.Refunds;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Functions;

public class RefundAskingTests
{
    private readonly StoreWorld _world;
    private readonly ScriptedProvider _provider = new();
    private readonly RefundAsking _asking;

    public RefundAskingTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _asking = new(_world.Refunds, new([_provider]), _world.Clock, NullLogger<RefundAsking>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_refund_is_sent_and_what_the_provider_says_is_taken()
    {
        var known = await RequestedAsync();
        _provider.Refund = Answer(known, RefundEvent.Accepted);

        var asked = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);

        Assert.Equal((RefundState.Processing, RefundStanding.UnderWay), (asked.Refund.State, asked.Standing));
        Assert.Equal(["refund"], _provider.Asked);
    }

    [Theory]
    [InlineData(ProviderOutcome.Later, RefundStanding.ToSend)]
    [InlineData(ProviderOutcome.NotSent, RefundStanding.ToSend)]
    [InlineData(ProviderOutcome.Unknown, RefundStanding.Unsure)]
    [InlineData(ProviderOutcome.Nothing, RefundStanding.Unsure)]
    [InlineData(ProviderOutcome.NotFound, RefundStanding.Unsure)]
    public async Task What_was_not_taken_stays_reserved_and_says_what_it_waits_for(
        ProviderOutcome outcome, RefundStanding standing)
    {
        var known = await RequestedAsync();
        _provider.Refund = new(outcome, Code: "NOT_ENOUGH");

        var asked = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);

        Assert.Equal(standing, asked.Standing);
        var now = (await ReadAsync(known)).Refund.Refund;
        Assert.Equal((RefundState.Requested, "NOT_ENOUGH"), (now.State, now.Code));
    }

    [Fact]
    public async Task What_receivers_have_comes_back_before_a_refund_is_sent()
    {
        var known = await RequestedAsync();
        var order = known.Order.Order;
        var shared = known with
        {
            Order = known.Order with { Order = order with { Sharing = SharingState.Open, Shared = order.Paid } },
        };

        var asked = await _asking.AskAsync(shared, RefundStanding.ToSend, Cancellation);

        Assert.Equal((RefundStanding.ToSend, true), (asked.Standing, asked.NeedsShares));
        Assert.Empty(_provider.Asked);
        Assert.Equal("SHARES_FIRST", (await ReadAsync(known)).Refund.Refund.Code);
    }

    [Fact]
    public async Task What_may_have_been_sent_is_asked_about_first_and_sent_again_only_if_it_is_not_there()
    {
        var known = await RequestedAsync();
        _provider.QueryRefund = new(ProviderOutcome.NotFound);
        _provider.Refund = Answer(known, RefundEvent.Accepted);

        await _asking.AskAsync(known, RefundStanding.Unsure, Cancellation);

        Assert.Equal(["query-refund", "refund"], _provider.Asked);
    }

    [Fact]
    public async Task What_may_have_been_sent_and_is_there_is_not_sent_again()
    {
        var known = await RequestedAsync();
        _provider.QueryRefund = Answer(known, RefundEvent.Succeeded);

        var asked = await _asking.AskAsync(known, RefundStanding.Unsure, Cancellation);

        Assert.Equal((RefundState.Succeeded, RefundStanding.Ended), (asked.Refund.State, asked.Standing));
        Assert.Equal(["query-refund"], _provider.Asked);
    }

    [Fact]
    public async Task Silence_is_no_answer_what_may_have_been_sent_is_not_sent_again_on_it()
    {
        var known = await RequestedAsync();
        _provider.QueryRefund = new(ProviderOutcome.Unknown);

        var asked = await _asking.AskAsync(known, RefundStanding.Unsure, Cancellation);

        Assert.Equal(RefundStanding.Unsure, asked.Standing);
        Assert.Equal(["query-refund"], _provider.Asked);
    }

    [Fact]
    public async Task A_refusal_closes_it_once_the_provider_says_that_it_is_not_there()
    {
        var known = await RequestedAsync();
        _provider.Refund = new(ProviderOutcome.Refused, Code: "TRADE_ERROR");
        _provider.QueryRefund = new(ProviderOutcome.NotFound);

        var asked = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);

        Assert.Equal((RefundState.Closed, "TRADE_ERROR"), (asked.Refund.State, asked.Refund.Code));
        Assert.Equal(RefundStanding.Ended, asked.Standing);
        Assert.True((await _world.Book.FindAsync(known.Order.Order.Key, Cancellation))!.RefundReserved.IsZero);
    }

    [Fact]
    public async Task A_refusal_of_what_an_older_call_brought_there_closes_nothing()
    {
        var known = await RequestedAsync();
        _provider.Refund = new(ProviderOutcome.Refused, Code: "INVALID_REQUEST");
        _provider.QueryRefund = Answer(known, RefundEvent.Accepted);

        var asked = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);

        Assert.Equal(RefundState.Processing, asked.Refund.State);
    }

    [Fact]
    public async Task A_refusal_that_the_query_meets_too_says_nothing_of_the_refund()
    {
        var known = await RequestedAsync();
        _provider.Refund = new(ProviderOutcome.Refused, Code: "SIGN_ERROR");
        _provider.QueryRefund = new(ProviderOutcome.Refused, Code: "SIGN_ERROR");

        var asked = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);

        Assert.Equal((RefundState.Requested, RefundStanding.Unsure), (asked.Refund.State, asked.Standing));
    }

    [Fact]
    public async Task A_restarted_refund_is_set_going_once_and_then_asked_about()
    {
        var known = await RequestedAsync();
        foreach (var happened in new[] { RefundEvent.Abnormal, RefundEvent.Restarted })
            await _world.Refunds.ApplyAsync(
                known.Order.Order.Key, known.Refund.Refund.Says(happened), Cancellation);
        known = await ReadAsync(known);
        _provider.Refund = _provider.QueryRefund = Answer(known, RefundEvent.Accepted);

        var first = await _asking.AskAsync(known, RefundStanding.ToSend, Cancellation);
        await _asking.AskAsync(await ReadAsync(known), first.Standing, Cancellation);

        Assert.Equal(RefundStanding.UnderWay, first.Standing);
        Assert.Equal(["refund", "query-refund"], _provider.Asked);
    }

    [Theory]
    [InlineData(RefundEvent.Succeeded, RefundStanding.Ended)]
    [InlineData(RefundEvent.Closed, RefundStanding.Ended)]
    [InlineData(RefundEvent.Abnormal, RefundStanding.Stuck)]
    public async Task What_has_ended_or_is_stuck_is_not_asked_about(RefundEvent happened, RefundStanding standing)
    {
        var known = await RequestedAsync();
        await _world.Refunds.ApplyAsync(known.Order.Order.Key, known.Refund.Refund.Says(happened), Cancellation);

        var asked = await _asking.AskAsync(await ReadAsync(known), RefundStanding.UnderWay, Cancellation);

        Assert.Equal(standing, asked.Standing);
        Assert.Empty(_provider.Asked);
    }

    private static RefundAnswer Answer(RefundOfOrder known, RefundEvent happened) => RefundAnswer.Says(
        known.Refund.Refund.Says(happened, $"answer-{happened}") with { Source = EvidenceSource.Answer });

    private async Task<RefundOfOrder> RequestedAsync()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        await _world.Refunds.RequestAsync(
            key, Core.Refunds.Refunds.Asked(), (_, _) => Task.FromResult(true), Cancellation);
        return (await _world.Refunds.FindWithOrderAsync(key, "REF1", Cancellation))!;
    }

    private async Task<RefundOfOrder> ReadAsync(RefundOfOrder known) => (await _world.Refunds.FindWithOrderAsync(
        known.Order.Order.Key, known.Refund.Refund.Id, Cancellation))!;
}
