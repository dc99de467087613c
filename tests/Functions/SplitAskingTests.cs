using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Splits;
using PayFunctions.Splits;
using PayFunctions.Tests.Core.Splits;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;
using Asked = PayFunctions.Tests.Core.Splits.Splits;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Functions;

public class SplitAskingTests
{
    private readonly StoreWorld _world;
    private readonly SplitBook _book;
    private readonly ScriptedSharing _provider = new();

    public SplitAskingTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _book = new(new(_world.Accounts), _world.Quarantine, _world.Clock, NullLogger<SplitBook>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_that_has_only_just_come_is_not_divided_yet()
    {
        var known = await RequestedAsync();

        var asked = await Asking(TimeSpan.FromHours(1)).AskAsync(known, null, SplitStanding.ToSend, Cancellation);

        Assert.Equal(SplitStanding.ToSend, asked.Standing);
        Assert.Empty(_provider.Calls);
    }

    [Theory]
    [InlineData(ProviderOutcome.Later, SplitStanding.ToSend)]
    [InlineData(ProviderOutcome.NotSent, SplitStanding.ToSend)]
    [InlineData(ProviderOutcome.Unknown, SplitStanding.Unsure)]
    [InlineData(ProviderOutcome.Nothing, SplitStanding.Unsure)]
    [InlineData(ProviderOutcome.NotFound, SplitStanding.Unsure)]
    public async Task What_was_not_taken_stays_set_apart_and_says_what_it_waits_for(
        ProviderOutcome outcome, SplitStanding standing)
    {
        var known = await RequestedAsync();
        _provider.Sent = new(outcome, Code: "FREQUENCY_LIMITED");

        var asked = await Asking().AskAsync(known, null, SplitStanding.ToSend, Cancellation);

        var now = (await ReadAsync(known)).Split.Split;
        Assert.Equal(standing, asked.Standing);
        Assert.Equal((SplitState.Requested, "FREQUENCY_LIMITED"), (now.State, now.Code));
    }

    [Fact]
    public async Task What_may_have_been_sent_is_asked_about_first_and_sent_again_only_if_it_is_not_there()
    {
        var known = await RequestedAsync();
        _provider.Queried = new(ProviderOutcome.NotFound);
        _provider.Sent = SplitAnswer.Says(known.Split.Split.Says(SplitEvent.Accepted));

        var asked = await Asking().AskAsync(known, null, SplitStanding.Unsure, Cancellation);

        Assert.Equal(SplitStanding.UnderWay, asked.Standing);
        Assert.Equal(["query", "split"], _provider.Calls);
    }

    [Fact]
    public async Task Silence_is_no_answer_what_may_have_been_sent_is_not_sent_again_on_it()
    {
        var known = await RequestedAsync();
        _provider.Queried = new(ProviderOutcome.Unknown);

        var asked = await Asking().AskAsync(known, null, SplitStanding.Unsure, Cancellation);

        Assert.Equal(SplitStanding.Unsure, asked.Standing);
        Assert.Equal(["query"], _provider.Calls);
    }

    [Fact]
    public async Task A_refusal_frees_what_was_set_apart_once_the_provider_says_that_it_is_not_there()
    {
        var known = await RequestedAsync();
        _provider.Sent = new(ProviderOutcome.Refused, Code: "RULE_LIMIT");
        _provider.Queried = new(ProviderOutcome.NotFound);

        var asked = await Asking().AskAsync(known, null, SplitStanding.ToSend, Cancellation);

        var now = await ReadAsync(known);
        Assert.Equal(SplitStanding.Ended, asked.Standing);
        Assert.Equal((SplitState.Closed, "RULE_LIMIT"), (now.Split.Split.State, now.Split.Split.Code));
        Assert.True(now.Order.Order.ShareReserved.IsZero);
    }

    [Fact]
    public async Task A_refusal_of_what_an_older_call_brought_there_changes_nothing()
    {
        var known = await RequestedAsync();
        _provider.Sent = new(ProviderOutcome.Refused, Code: "INVALID_REQUEST");
        _provider.Queried = SplitAnswer.Says(known.Split.Split.Says(SplitEvent.Done));

        var asked = await Asking().AskAsync(known, null, SplitStanding.ToSend, Cancellation);

        Assert.Equal((SplitState.Done, SplitStanding.Ended), (asked.Split.State, asked.Standing));
        Assert.Equal(400, (await ReadAsync(known)).Order.Order.Shared.MinorUnits);
    }

    [Fact]
    public async Task A_query_that_failed_says_for_which_cause_it_is_worth_another()
    {
        var known = await RequestedAsync();
        _provider.Sent = SplitAnswer.Says(known.Split.Split.Says(SplitEvent.Accepted));
        await Asking().AskAsync(known, null, SplitStanding.ToSend, Cancellation);
        _provider.Queried = new(ProviderOutcome.Unknown, Code: "SYSTEM_ERROR", Failure: FailureCode.ProviderFailing);

        var asked = await Asking().AskAsync(await ReadAsync(known), null, SplitStanding.UnderWay, Cancellation);

        Assert.Equal((SplitStanding.UnderWay, FailureCause.System), (asked.Standing, asked.Failed));
    }

    private SplitAsking Asking(TimeSpan notBefore = default) => new(
        _book, new([_provider]), new Monitored<SplitsOptions>(new() { NotBefore = notBefore }), _world.Clock,
        NullLogger<SplitAsking>.Instance);

    private async Task<SplitOfOrder> ReadAsync(SplitOfOrder known) =>
        (await _book.FindWithOrderAsync(known.Order.Order.Key, known.Split.Split.Id, Cancellation))!;

    private async Task<SplitOfOrder> RequestedAsync()
    {
        var order = _world.NewOrder() with { Sharing = SharingState.Open };
        var created = await _world.Book.CreateAsync(order, Cancellation);
        var prepaid = await _world.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);
        await _world.Book.ApplyAsync(prepaid.Stored!, Told.Paid(), Cancellation);
        _world.Clock.Advance(TimeSpan.FromMinutes(5)); // The payment came a minute after noon, when the clock starts.
        await _book.RequestAsync(
            order.Key, Asked.Asked(), (_, _) => true, (_, _) => Task.FromResult(true), Cancellation);
        return (await _book.FindWithOrderAsync(order.Key, "SPL1", Cancellation))!;
    }
}
