using System.Threading.Channels;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.WeChatPay;
using static PayFunctions.Tests.Infra.WeChatPay.SimulatedProviderTests;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Refunds between the adapter and the simulated provider, which share no code.</summary>
public sealed class SimulatedRefundTests : IAsyncLifetime
{
    private readonly Channel<(SignatureHeaders Headers, byte[] Body)> _callbacks =
        Channel.CreateUnbounded<(SignatureHeaders, byte[])>();

    private SimulatedWeChatPay _provider = null!;
    private FakeEndpoint _ours = null!;
    private Calling _calling = null!;
    private Order _order = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 0.001 }, Cancellation);
        _ours = await ListenAsync(_callbacks.Writer);
        var account = _provider.PublicKeyMode;
        _calling = new(_provider.Url, OptionsOf(account, _ours.Url), merchantId: account.MerchantId);
        _order = Calling.Order() with { MerchantId = account.MerchantId };
        await _calling.Provider.PrepayAsync(_order, Cancellation);
        Assert.True(_provider.Pay(_order.OutTradeNo));
        await _callbacks.Reader.ReadAsync(Cancellation);
        _order = _order with
        {
            State = OrderState.Paid,
            Paid = _order.Total,
            Refunded = Money.Zero(_order.Total.Currency),
            TransactionId = _provider.Transaction(_order.OutTradeNo).TransactionId,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _calling.Dispose();
        await _ours.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_refund_is_accepted_notified_and_found_and_all_of_it_can_be_booked()
    {
        var refund = Asked(100);

        var sent = await _calling.Provider.RefundAsync(_order, refund, Cancellation);
        var notified = await NotifiedAsync();
        var again = await _calling.Provider.RefundAsync(_order, refund, Cancellation);
        var queried = await _calling.Provider.QueryRefundAsync(_order, refund, Cancellation);

        Assert.Equal(
            (RefundEvent.Accepted, RefundEvent.Succeeded), (sent.Evidence!.Event, queried.Evidence!.Event));
        Assert.Equal((_order.Key, refund.Id), (notified.Key, notified.OfRefund!.RefundId));
        Assert.Equal(sent.Evidence.ProviderRefundId, again.Evidence!.ProviderRefundId); // One refund, however often sent.
        foreach (var evidence in new[] { notified.OfRefund, queried.Evidence })
        {
            var reserved = _order with { RefundReserved = refund.Amount };
            var change = RefundDecision.Decide(reserved, refund, evidence);
            Assert.Equal((Verdict.Moved, RefundState.Succeeded), (change.Verdict, change.Refund.State));
        }
    }

    [Theory]
    [InlineData(RefundStatus.Closed, RefundEvent.Closed)]
    [InlineData(RefundStatus.Abnormal, RefundEvent.Abnormal)]
    public async Task How_a_refund_ends_is_read_from_its_notification_and_from_the_query(
        RefundStatus end, RefundEvent happened)
    {
        _provider.RefundPlanFor(_order.OutTradeNo, new() { End = end });

        await _calling.Provider.RefundAsync(_order, Asked(100), Cancellation);
        var notified = await NotifiedAsync();
        var queried = await _calling.Provider.QueryRefundAsync(_order, Asked(100), Cancellation);

        Assert.Equal((happened, happened), (notified.OfRefund!.Event, queried.Evidence!.Event));
    }

    [Theory]
    [InlineData("NOT_ENOUGH", ProviderOutcome.Later)]
    [InlineData("FREQUENCY_LIMITED", ProviderOutcome.Later)]
    [InlineData("SYSTEM_ERROR", ProviderOutcome.Unknown)]
    public async Task What_the_provider_says_no_with_is_what_is_done_next(string code, ProviderOutcome outcome)
    {
        _provider.RefundPlanFor(_order.OutTradeNo, new() { RefusedFirst = [code] });

        var sent = await _calling.Provider.RefundAsync(_order, Asked(100), Cancellation);

        Assert.Equal((outcome, code), (sent.Outcome, sent.Code));
    }

    [Fact]
    public async Task An_answer_that_was_lost_leaves_it_open_whether_it_was_taken()
    {
        _provider.RefundPlanFor(_order.OutTradeNo, new() { LostAnswers = 1 });

        var sent = await _calling.Provider.RefundAsync(_order, Asked(100), Cancellation);
        var queried = await _calling.Provider.QueryRefundAsync(_order, Asked(100), Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, ProviderOutcome.Answered), (sent.Outcome, queried.Outcome));
    }

    [Fact]
    public async Task A_refund_that_is_not_there_is_not_found_and_one_above_the_rest_is_refused()
    {
        var queried = await _calling.Provider.QueryRefundAsync(_order, Asked(100), Cancellation);
        var above = await _calling.Provider.RefundAsync(
            _order, Asked(_order.Total.MinorUnits + 1), Cancellation);

        Assert.Equal((ProviderOutcome.NotFound, ProviderOutcome.Refused), (queried.Outcome, above.Outcome));
    }

    [Fact]
    public async Task A_number_that_is_another_orders_is_no_refund_of_this_one()
    {
        await _calling.Provider.RefundAsync(_order, Asked(100), Cancellation);
        var other = _order with { Key = _order.Key with { OrderId = "ORD0002" } };

        var queried = await _calling.Provider.QueryRefundAsync(other, Asked(100), Cancellation);

        Assert.Equal(ProviderOutcome.NotFound, queried.Outcome);
    }

    [Fact]
    public async Task A_stuck_refund_is_set_going_again_by_the_call_for_that()
    {
        _provider.RefundPlanFor(_order.OutTradeNo, new() { End = RefundStatus.Abnormal });
        var sent = await _calling.Provider.RefundAsync(_order, Asked(100), Cancellation);
        await NotifiedAsync();
        var restarted = Asked(100) with
        {
            State = RefundState.Processing,
            Round = 2,
            ProviderRefundId = sent.Evidence!.ProviderRefundId,
        };

        var again = await _calling.Provider.RefundAsync(_order, restarted, Cancellation);
        var notified = await NotifiedAsync();

        Assert.Equal(RefundEvent.Accepted, again.Evidence!.Event);
        Assert.Equal(RefundEvent.Succeeded, notified.OfRefund!.Event);
        Assert.Single(_provider.Calls.Where(call => call.Operation == "restart-refund"));
    }

    private async Task<NotificationReading> NotifiedAsync()
    {
        var (headers, body) = await _callbacks.Reader.ReadAsync(Cancellation);
        return Notifications(_calling).Read(_order.MerchantId, headers, body);
    }

    private Refund Asked(long amount) => new()
    {
        Id = "REF1",
        Amount = new(amount, Currency.Cny),
        Cause = RefundCause.MerchantRequest,
        TransactionId = _order.TransactionId!,
        RequestedAt = _order.CreatedAt,
    };
}
