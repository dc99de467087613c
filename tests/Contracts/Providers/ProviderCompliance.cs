using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>What every provider has to do, whatever its protocol: a class a provider derives from it and passes it
/// whole.</summary>
public abstract class ProviderCompliance<TWorld>(TWorld world) : IClassFixture<TWorld> where TWorld : ProviderWorld
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ProviderWorld _world = world;

    private IPaymentProvider Provider => _world.Provider;

    [Fact]
    public async Task A_prepay_is_accepted_with_what_the_payer_needs()
    {
        var order = _world.NewOrder();

        var answer = await Provider.PrepayAsync(order, Cancellation);

        var evidence = Answered(order, answer);
        Assert.Equal(OrderEvent.PrepayAccepted, evidence.Event);
        Assert.False(string.IsNullOrEmpty(evidence.Offer?.Value));
    }

    [Fact]
    public async Task A_prepay_that_is_sent_again_is_the_same_one()
    {
        var order = _world.NewOrder();

        var first = Answered(order, await Provider.PrepayAsync(order, Cancellation));
        var again = Answered(order, await Provider.PrepayAsync(order, Cancellation));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.Offer!.Kind, again.Offer!.Kind);
    }

    [Fact]
    public async Task An_unpaid_order_says_nothing()
    {
        var order = _world.NewOrder();
        await Provider.PrepayAsync(order, Cancellation);

        var answer = await Provider.QueryAsync(order, Cancellation);

        Assert.Contains(answer.Outcome, new[] { ProviderOutcome.Nothing, ProviderOutcome.NotFound });
        Assert.Null(answer.Evidence);
    }

    [Fact]
    public async Task An_order_that_was_never_there_is_not_found()
    {
        var order = _world.NewOrder();

        Assert.Equal(ProviderOutcome.NotFound, (await Provider.QueryAsync(order, Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_paid_order_says_who_paid_what_by_which_transaction_and_the_same_each_time()
    {
        var order = await PaidAsync();

        var first = Answered(order, await Provider.QueryAsync(order, Cancellation));
        var again = Answered(order, await Provider.QueryAsync(order, Cancellation));

        Assert.Equal(OrderEvent.PaymentSucceeded, first.Event);
        Assert.Equal(order.Total, first.Total);
        Assert.False(string.IsNullOrEmpty(first.TransactionId));
        Assert.False(first.Envelope.IsEmpty);
        Assert.Equal((first.Id, first.At, first.TransactionId), (again.Id, again.At, again.TransactionId));
    }

    [Fact]
    public async Task A_paid_order_is_never_closed_but_told_as_paid()
    {
        var order = await PaidAsync();

        var answer = Answered(order, await Provider.CloseAsync(order, Cancellation));

        Assert.Equal((OrderEvent.PaymentSucceeded, order.Total), (answer.Event, answer.Total));
    }

    [Fact]
    public async Task A_close_ends_an_unpaid_order_or_says_that_there_is_none_and_may_be_sent_again()
    {
        var order = _world.NewOrder();
        await Provider.PrepayAsync(order, Cancellation);

        for (var time = 0; time < 2; time++)
        {
            var answer = await Provider.CloseAsync(order, Cancellation);
            if (answer.Outcome == ProviderOutcome.NotFound) continue;
            Assert.Equal(OrderEvent.ClosedAtProvider, Answered(order, answer).Event);
        }
    }

    [Fact]
    public async Task An_account_that_is_not_ours_and_a_way_that_there_is_not_are_refused_before_anything_is_sent()
    {
        var order = _world.NewOrder();
        var foreign = order with { MerchantId = "9999999999" };
        var odd = order with { Method = "telepathy" };

        Assert.Null(Provider.TenantOf(foreign.MerchantId));
        Assert.Equal(order.Key.Tenant, Provider.TenantOf(order.MerchantId));
        Assert.Equal(ProviderOutcome.Refused, (await Provider.PrepayAsync(foreign, Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.Refused, (await Provider.QueryAsync(foreign, Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.Refused, (await Provider.CloseAsync(foreign, Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.Refused, (await Provider.PrepayAsync(odd, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Every_word_of_the_provider_means_one_thing()
    {
        var order = _world.NewOrder();

        foreach (var (word, means) in _world.Words)
        {
            await using var hostile = await Endpoint.StartAsync(
                context => _world.AnswerQueryAsync(context, word, order.OutTradeNo, Signing.Genuine));
            var answer = await _world.At(hostile.Url).QueryAsync(order, Cancellation);
            Assert.True(means == answer.Evidence?.Event, $"{word}: {answer}");
            Assert.True(means is not null || answer.Outcome == ProviderOutcome.Nothing, $"{word}: {answer}");
        }
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_unknown_and_named()
    {
        var order = _world.NewOrder();
        await using var hostile = await Endpoint.StartAsync(
            context => _world.AnswerQueryAsync(context, "PAID_IN_SHELLS", order.OutTradeNo, Signing.Genuine));

        var answer = await _world.At(hostile.Url).QueryAsync(order, Cancellation);

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
        Assert.Contains("PAID_IN_SHELLS", answer.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Signing.None)]
    [InlineData(Signing.StrangersKey)]
    [InlineData(Signing.AlteredAfterwards)]
    public async Task An_answer_that_is_not_signed_well_is_not_believed(Signing signing)
    {
        var order = _world.NewOrder();
        var paid = _world.Words.First(word => word.Value == OrderEvent.PaymentSucceeded).Key;
        await using var hostile = await Endpoint.StartAsync(
            context => _world.AnswerQueryAsync(context, paid, order.OutTradeNo, signing));

        var answer = await _world.At(hostile.Url).QueryAsync(order, Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, null), (answer.Outcome, answer.Evidence));
    }

    [Fact]
    public async Task Another_orders_answer_is_not_believed()
    {
        var order = _world.NewOrder();
        var paid = _world.Words.First(word => word.Value == OrderEvent.PaymentSucceeded).Key;
        await using var hostile = await Endpoint.StartAsync(
            context => _world.AnswerQueryAsync(context, paid, "ANOTHERORDER01", Signing.Genuine));

        var answer = await _world.At(hostile.Url).QueryAsync(order, Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, null), (answer.Outcome, answer.Evidence));
    }

    [Theory]
    [MemberData(nameof(Endpoint.Rubbish), MemberType = typeof(Endpoint))]
    public async Task Rubbish_is_no_answer_to_any_call(string what)
    {
        var order = _world.NewOrder() with { TransactionId = "T1", Paid = new(1230, Currency.Cny) };
        await using var hostile = await Endpoint.StartAsync(context => Endpoint.WriteRubbishAsync(context, what));
        var provider = _world.At(hostile.Url);

        var query = await provider.QueryAsync(order, Cancellation);
        var close = await provider.CloseAsync(order, Cancellation);
        var refund = await provider.RefundAsync(order, RefundOf(order, "T1"), Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, null), (query.Outcome, query.Evidence));
        Assert.Equal((ProviderOutcome.Unknown, null), (close.Outcome, close.Evidence));
        Assert.Equal((ProviderOutcome.Unknown, null), (refund.Outcome, refund.Evidence));
    }

    [Fact]
    public async Task What_never_left_is_said_to_have_never_left()
    {
        var order = _world.NewOrder();
        var provider = _world.At(new("http://127.0.0.1:1/"));

        Assert.Equal(ProviderOutcome.NotSent, (await provider.QueryAsync(order, Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.NotSent, (await provider.CloseAsync(order, Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_refund_that_is_sent_again_sends_money_back_once()
    {
        var order = await PaidAsync();
        var refund = RefundOf(order, order.TransactionId!);

        var first = await Provider.RefundAsync(order, refund, Cancellation);
        var again = await Provider.RefundAsync(order, refund, Cancellation);

        Assert.Equal(ProviderOutcome.Answered, first.Outcome);
        Assert.Equal(ProviderOutcome.Answered, again.Outcome);
        Assert.Contains(first.Evidence!.Event, new[] { RefundEvent.Accepted, RefundEvent.Succeeded });
        Assert.Equal((refund.Id, Provider.Channel), (first.Evidence.RefundId, first.Evidence.Provider));
        await EndedAsync(order, refund);
        Assert.Equal(refund.Amount.MinorUnits, _world.SentBack(order));
    }

    [Fact]
    public async Task A_refund_that_has_succeeded_states_everything_that_it_is_compared_with()
    {
        var order = await PaidAsync();
        var refund = RefundOf(order, order.TransactionId!);
        await Provider.RefundAsync(order, refund, Cancellation);

        var told = await EndedAsync(order, refund);

        Assert.Equal((refund.Id, refund.TransactionId), (told.RefundId, told.TransactionId));
        Assert.Equal((refund.Amount, order.MerchantId), (told.Amount, told.MerchantId));
        Assert.False(string.IsNullOrEmpty(told.ProviderRefundId));
    }

    [Fact]
    public async Task A_refund_that_nobody_asked_for_is_not_found_and_one_of_too_much_sends_nothing()
    {
        var order = await PaidAsync();
        var refund = RefundOf(order, order.TransactionId!);
        var tooMuch = refund with { Id = "TOO-" + refund.Id, Amount = new(order.Total.MinorUnits + 1, Currency.Cny) };

        var asked = await Provider.QueryRefundAsync(order, refund, Cancellation);
        var refused = await Provider.RefundAsync(order, tooMuch, Cancellation);

        Assert.Equal(ProviderOutcome.NotFound, asked.Outcome);
        Assert.Null(refused.Evidence);
        Assert.Equal(0, _world.SentBack(order));
    }

    private async Task<Order> PaidAsync()
    {
        var order = _world.NewOrder();
        await Provider.PrepayAsync(order, Cancellation);
        _world.Pay(order);
        var paid = await Provider.QueryAsync(order, Cancellation);
        return order with { Paid = order.Total, TransactionId = paid.Evidence!.TransactionId };
    }

    private async Task<RefundEvidence> EndedAsync(Order order, Refund refund)
    {
        var accepted = refund with { State = RefundState.Processing };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var asked = 0; asked < 1000; asked++)
        {
            var answer = await Provider.QueryRefundAsync(order, accepted, Cancellation);
            if (answer.Evidence is { Event: RefundEvent.Succeeded } told) return told;
            await pace.WaitForNextTickAsync(Cancellation);
        }

        throw new TimeoutException($"{refund.Id} does not end.");
    }

    private static Refund RefundOf(Order order, string transactionId) => new()
    {
        Id = "RF-" + order.Key.OrderId,
        Amount = new(230, Currency.Cny),
        Cause = RefundCause.MerchantRequest,
        TransactionId = transactionId,
        Reason = "one cup was cold",
        RequestedAt = order.CreatedAt,
    };

    private Evidence Answered(Order order, ProviderAnswer answer)
    {
        Assert.Equal(ProviderOutcome.Answered, answer.Outcome);
        var evidence = answer.Evidence!;
        Assert.Equal((EvidenceSource.Answer, Provider.Channel), (evidence.Source, evidence.Provider));
        Assert.Equal((order.MerchantId, order.Attempt), (evidence.MerchantId, evidence.Attempt));
        return evidence;
    }
}
