using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>What every provider has to do that takes orders back as a whole.</summary>
public abstract class ReversalCompliance<TWorld>(TWorld world) : IClassFixture<TWorld> where TWorld : ProviderWorld
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ProviderWorld _world = world;

    private IPaymentProvider Provider => _world.Provider;

    private IReversingProvider Reversing => Assert.IsType<IReversingProvider>(Provider, exactMatch: false);

    [Fact]
    public async Task A_paid_order_is_sent_back_whole_and_once_however_often_it_is_reversed()
    {
        var order = await PaidAsync();

        for (var time = 0; time < 3; time++) await Reversing.ReverseAsync(order, Cancellation);
        var told = Says(order, OrderEvent.PaymentRevoked, await Reversing.QueryReversalAsync(order, Cancellation));

        Assert.Equal(order.Total.MinorUnits, _world.SentBack(order));
        Assert.Equal((order.TransactionId, order.Total), (told.TransactionId, told.Total));
        Assert.False(told.Envelope.IsEmpty);
    }

    [Fact]
    public async Task What_is_back_is_told_with_the_same_words_each_time_and_in_other_words_than_the_payment()
    {
        var order = await PaidAsync();
        var paid = (await Provider.QueryAsync(order, Cancellation)).Evidence!;
        await Reversing.ReverseAsync(order, Cancellation);

        var first = Says(order, OrderEvent.PaymentRevoked, await Reversing.ReverseAsync(order, Cancellation));
        var again = Says(order, OrderEvent.PaymentRevoked, await Reversing.QueryReversalAsync(order, Cancellation));

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(paid.Id, first.Id);
    }

    [Fact]
    public async Task A_payment_that_we_never_heard_of_is_told_before_it_is_told_as_back()
    {
        var known = await PaidAsync();
        var unheard = known with { TransactionId = null, Paid = known.Total - known.Total };
        await Reversing.ReverseAsync(unheard, Cancellation);

        var paid = Says(unheard, OrderEvent.PaymentSucceeded, await Reversing.QueryReversalAsync(unheard, Cancellation));
        var heard = unheard with { TransactionId = paid.TransactionId };

        Assert.Equal((unheard.Total, known.TransactionId), (paid.Total, paid.TransactionId));
        await Reversing.ReverseAsync(heard, Cancellation); // One that knows no payment may only close.
        Says(heard, OrderEvent.PaymentRevoked, await Reversing.QueryReversalAsync(heard, Cancellation));
        Assert.Equal(heard.Total.MinorUnits, _world.SentBack(heard));
    }

    [Fact]
    public async Task A_question_moves_nothing_and_tells_how_it_stands()
    {
        var unpaid = NewOrder();
        await Provider.PrepayAsync(unpaid, Cancellation);
        var paid = await PaidAsync();

        var before = await Reversing.QueryReversalAsync(unpaid, Cancellation);
        var there = await Reversing.QueryReversalAsync(paid, Cancellation);

        Assert.Contains(before.Outcome, new[] { ProviderOutcome.Nothing, ProviderOutcome.NotFound });
        Assert.Contains(there.Evidence?.Event, new OrderEvent?[] { null, OrderEvent.PaymentSucceeded });
        Assert.Equal(0, _world.SentBack(paid));
    }

    [Fact]
    public async Task An_unpaid_order_is_ended_by_it_or_not_there_and_so_is_one_that_never_was()
    {
        var unpaid = NewOrder();
        await Provider.PrepayAsync(unpaid, Cancellation);

        for (var time = 0; time < 2; time++) await EndsAsync(unpaid);
        await EndsAsync(NewOrder());
    }

    [Fact]
    public async Task An_account_that_is_not_ours_is_refused_before_anything_is_sent()
    {
        var foreign = NewOrder() with { MerchantId = "9999999999" };

        Assert.Equal(ProviderOutcome.Refused, (await Reversing.ReverseAsync(foreign, Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.Refused, (await Reversing.QueryReversalAsync(foreign, Cancellation)).Outcome);
    }

    [Theory]
    [MemberData(nameof(Endpoint.Rubbish), MemberType = typeof(Endpoint))]
    public async Task Rubbish_is_no_answer(string what)
    {
        var order = NewOrder() with { TransactionId = "T1" };
        await using var hostile = await Endpoint.StartAsync(context => Endpoint.WriteRubbishAsync(context, what));
        var reversing = (IReversingProvider)_world.At(hostile.Url);

        var reversed = await reversing.ReverseAsync(order, Cancellation);
        var asked = await reversing.QueryReversalAsync(order, Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, null), (reversed.Outcome, reversed.Evidence));
        Assert.Equal((ProviderOutcome.Unknown, null), (asked.Outcome, asked.Evidence));
    }

    [Theory]
    [InlineData(Signing.None)]
    [InlineData(Signing.StrangersKey)]
    [InlineData(Signing.AlteredAfterwards)]
    public async Task That_money_is_back_is_not_believed_of_an_answer_that_is_not_signed_well(Signing signing)
    {
        var order = NewOrder() with { TransactionId = "T1" };
        foreach (var word in _world.Words.Keys)
        {
            await using var hostile = await Endpoint.StartAsync(
                context => _world.AnswerQueryAsync(context, word, order.OutTradeNo, signing));
            var asked = await ((IReversingProvider)_world.At(hostile.Url)).QueryReversalAsync(order, Cancellation);
            Assert.Equal((ProviderOutcome.Unknown, null), (asked.Outcome, asked.Evidence));
        }
    }

    [Fact]
    public async Task What_never_left_is_said_to_have_never_left()
    {
        var reversing = (IReversingProvider)_world.At(new("http://127.0.0.1:1/"));

        Assert.Equal(
            ProviderOutcome.NotSent, (await reversing.ReverseAsync(NewOrder(), Cancellation)).Outcome);
    }

    [Fact]
    public void The_window_opens_with_the_payment_and_ends()
    {
        var paidAt = new DateTimeOffset(2026, 11, 20, 15, 59, 59, TimeSpan.Zero);

        Assert.InRange(Reversing.ReversibleUntil(paidAt), paidAt, paidAt.AddDays(1));
    }

    private async Task EndsAsync(Order order)
    {
        var answer = await Reversing.ReverseAsync(order, Cancellation);
        if (answer.Outcome != ProviderOutcome.NotFound) Says(order, OrderEvent.ClosedAtProvider, answer);
    }

    /// <summary>An order whose reversal was asked for.</summary>
    private Order NewOrder()
    {
        var order = _world.NewOrder();
        return order with { Reversal = new(1, "the wrong till", order.CreatedAt) };
    }

    private async Task<Order> PaidAsync()
    {
        var order = NewOrder();
        await Provider.PrepayAsync(order, Cancellation);
        _world.Pay(order);
        var paid = await Provider.QueryAsync(order, Cancellation);
        return order with { Paid = order.Total, TransactionId = paid.Evidence!.TransactionId };
    }

    private Evidence Says(Order order, OrderEvent happened, ProviderAnswer answer)
    {
        Assert.Equal((ProviderOutcome.Answered, happened), (answer.Outcome, answer.Evidence?.Event));
        var evidence = answer.Evidence!;
        Assert.Equal((EvidenceSource.Answer, Provider.Channel), (evidence.Source, evidence.Provider));
        Assert.Equal((order.MerchantId, order.Attempt), (evidence.MerchantId, evidence.Attempt));
        return evidence;
    }
}
