using System.Threading.Channels;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.WeChatPay;
using static PayFunctions.Tests.Infra.WeChatPay.SimulatedProviderTests;
using Asked = PayFunctions.Tests.Core.Splits.Splits;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Profit sharing between the adapter and the simulated provider, which share no code.</summary>
public sealed class SimulatedSplitTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly Channel<(SignatureHeaders Headers, byte[] Body)> _callbacks =
        Channel.CreateUnbounded<(SignatureHeaders, byte[])>();

    private SimulatedWeChatPay _provider = null!;
    private FakeEndpoint _ours = null!;
    private Calling _calling = null!;
    private Order _order = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISharingProvider Sharing => (ISharingProvider)_calling.Provider;

    public async ValueTask InitializeAsync()
    {
        _provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 0.001 }, Cancellation);
        _ours = await ListenAsync(_callbacks.Writer);
        var account = _provider.PublicKeyMode;
        var options = OptionsOf(account, _ours.Url);
        options.Receivers.Add(Asked.Partner);
        _calling = new(_provider.Url, options, merchantId: account.MerchantId);
        _order = Calling.Order() with { MerchantId = account.MerchantId, Sharing = SharingState.Open };
        await _calling.Provider.PrepayAsync(_order, Cancellation);
        Assert.True(_provider.Pay(_order.OutTradeNo));
        await _callbacks.Reader.ReadAsync(Cancellation);
        var none = Money.Zero(_order.Total.Currency);
        _order = _order with
        {
            State = OrderState.Paid,
            Paid = _order.Total,
            Refunded = none,
            RefundReserved = none,
            Shared = none,
            ShareReserved = none,
            TransactionId = _provider.Transaction(_order.OutTradeNo).TransactionId,
        };
        _provider.SplitPlanFor(_order.OutTradeNo, new() { Takes = TimeSpan.Zero });
    }

    public async ValueTask DisposeAsync()
    {
        _calling.Dispose();
        await _ours.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public void Only_the_receivers_that_the_settings_name_are_receivers()
    {
        Assert.True(Sharing.IsReceiver(_order, Asked.Partner));
        Assert.False(Sharing.IsReceiver(_order, Asked.Agent));
    }

    [Fact]
    public async Task A_split_is_sent_once_however_often_and_all_of_it_can_be_booked()
    {
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, Asked.Fen(30))], UnfreezeRest: true));

        var sent = await Sharing.SplitAsync(order, split, Cancellation);
        var again = await Sharing.SplitAsync(order, split, Cancellation);
        var queried = await Sharing.QuerySplitAsync(order, split, Cancellation);

        Assert.Single(_provider.Splits(_order.OutTradeNo));
        Assert.Equal(sent.Evidence!.ProviderId, again.Evidence!.ProviderId);
        var change = SplitDecision.Decide(order, split, queried.Evidence!);
        Assert.Equal((Verdict.Moved, SplitState.Done), (change.Verdict, change.Split.State));
        Assert.Equal(30, change.Order.Shared.MinorUnits);
    }

    [Fact]
    public async Task A_split_under_way_is_no_more_than_accepted()
    {
        _provider.SplitPlanFor(_order.OutTradeNo, new() { Takes = TimeSpan.FromDays(1000) });
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, Asked.Fen(30))], UnfreezeRest: false));

        var sent = await Sharing.SplitAsync(order, split, Cancellation);

        Assert.Equal(SplitEvent.Accepted, sent.Evidence!.Event);
    }

    [Fact]
    public async Task A_split_that_is_finished_can_have_a_share_that_did_not_go()
    {
        _provider.SplitPlanFor(_order.OutTradeNo, new() { Takes = TimeSpan.Zero, Closed = Asked.Partner });
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, Asked.Fen(30))], UnfreezeRest: false));

        var sent = await Sharing.SplitAsync(order, split, Cancellation);

        Assert.Equal(SplitEvent.Done, sent.Evidence!.Event);
        Assert.Equal(
            (ShareResult.NotReceived, "ACCOUNT_ABNORMAL", FailureCode.AccountAbnormal),
            (sent.Evidence.Shares[0].Result, sent.Evidence.Shares[0].Reason, sent.Evidence.Shares[0].Failure));
    }

    [Fact]
    public async Task The_rest_is_released_by_a_call_of_its_own()
    {
        var (order, split) = Ask(new("SPL1", [], UnfreezeRest: true));

        var sent = await Sharing.SplitAsync(order, split, Cancellation);

        Assert.Equal(SplitEvent.Done, sent.Evidence!.Event);
        Assert.Equal(_order.Paid.MinorUnits, Assert.Single(_provider.Splits(_order.OutTradeNo)).Released);
        Assert.Equal(Verdict.Moved, SplitDecision.Decide(order, split, sent.Evidence).Verdict);
    }

    [Fact]
    public async Task A_refund_goes_only_once_the_share_is_back()
    {
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, Asked.Fen(30))], UnfreezeRest: false));
        var sent = await Sharing.SplitAsync(order, split, Cancellation);
        var done = SplitDecision.Decide(order, split, sent.Evidence!);
        var refund = RefundReservation.Decide(done.Order, null, new("REF1", _order.Paid, null), Now);

        var early = await _calling.Provider.RefundAsync(refund.Order, refund.Refund!, Cancellation);
        var (splitId, wanted) = Assert.Single(SharesFirst.Plan(refund.Order, [done.Split]));
        var asked = SplitReservation.Decide(refund.Order, done.Split, wanted, Now);
        var back = await Sharing.ReturnShareAsync(asked.Order, asked.Split!, asked.Return!, Cancellation);
        var queried = await Sharing.QueryReturnAsync(asked.Order, asked.Split!, asked.Return!, Cancellation);
        var gone = await _calling.Provider.RefundAsync(refund.Order, refund.Refund!, Cancellation);

        Assert.Equal((ProviderOutcome.Later, "NOT_ENOUGH"), (early.Outcome, early.Code));
        Assert.Equal(("SPL1", SplitEvent.Done), (splitId, back.Evidence!.Event));
        var change = SplitDecision.Decide(asked.Order, asked.Split!, queried.Evidence!);
        Assert.Equal((Verdict.Moved, 0), (change.Verdict, change.Order.SharesToReturn.MinorUnits));
        Assert.Equal(ProviderOutcome.Answered, gone.Outcome);
    }

    [Fact]
    public async Task What_the_provider_does_not_know_is_not_found()
    {
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, Asked.Fen(30))], UnfreezeRest: false));

        Assert.Equal(ProviderOutcome.NotFound, (await Sharing.QuerySplitAsync(order, split, Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_split_above_what_is_left_over_there_is_refused()
    {
        var (order, split) = Ask(new("SPL1", [new(Asked.Partner, _order.Paid)], UnfreezeRest: false));
        var more = split with { Shares = [new(Asked.Partner, _order.Paid + Asked.Fen(1))] };

        Assert.Equal(ProviderOutcome.Refused, (await Sharing.SplitAsync(order, more, Cancellation)).Outcome);
    }

    private (Order Order, Split Split) Ask(NewSplit asked)
    {
        var answer = SplitReservation.Decide(_order, null, asked, account => Sharing.IsReceiver(_order, account), Now);
        Assert.Equal(Verdict.Moved, answer.Verdict);
        return (answer.Order, answer.Split!);
    }
}
