using System.Text;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay: four ways of paying, query, close, reversal.</summary>
/// <remarks>
/// Only a signed answer becomes evidence; an error that speaks of the trade only makes us ask. Three of the ways need no
/// call: the payer's own browser or app brings the signed order to Alipay, and until then there is no trade over there,
/// nor is there one before a code is scanned. "No such trade" therefore means "not paid yet".
/// </remarks>
public sealed class AlipayProvider : IPaymentProvider, IReversingProvider
{
    public const string Name = "alipay";

    private readonly AlipayApps _apps;
    private readonly AlipayGateway _gateway;
    private readonly AlipayRefunds _refunds;
    private readonly AlipayReversals _reversals;
    private readonly TimeProvider _clock;

    internal AlipayProvider(AlipayApps apps, AlipayGateway gateway, TimeProvider clock) =>
        (_apps, _gateway, _refunds, _reversals, _clock) =
            (apps, gateway, new(apps, gateway, clock), new(apps, gateway, clock), clock);

    public string Channel => Name;

    public string? TenantOf(string merchantId) => _apps.TenantOf(merchantId);

    public async Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation)
    {
        if (_apps.Find(order.MerchantId) is not { } app) return UnknownApp;
        if (!PayWays.TryRead(order.Method, out var way))
            return new(ProviderOutcome.Refused, Code: "METHOD_NOT_SUPPORTED", Failure: FailureCode.WayNotSupported);
        if (!app.IsReady) return new(ProviderOutcome.NotSent, Code: "the application's keys have not been found yet");

        return way switch
        {
            PayWay.Page or PayWay.Wap =>
                Signed(order, new(OfferKind.Page, $"{app.Gateway}?{Sign(app, order, way)}")),
            PayWay.App => Signed(order, new(OfferKind.OrderString, Sign(app, order, way))),
            PayWay.Precreate => await PrecreateAsync(app, order, cancellation),
        };
    }

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation)
    {
        if (_apps.Find(order.MerchantId) is not { } app) return UnknownApp;

        var answer = await _gateway.CallAsync(
            app, "query", "alipay.trade.query", Contents.Trade(order), isRead: true, isTrade: false, cancellation);
        return answer.Verdict == AlipayVerdict.Verified ? ReadQuery(app, order, answer) : ReadFailure(answer);
    }

    public async Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation)
    {
        if (_apps.Find(order.MerchantId) is not { } app) return UnknownApp;

        var answer = await _gateway.CallAsync(
            app, "close", "alipay.trade.close", Contents.Trade(order), isRead: false, isTrade: false, cancellation);
        if (answer.Verdict != AlipayVerdict.Verified) return await ReadFailureAsync(order, answer, cancellation);
        return answer.Text("out_trade_no") == order.OutTradeNo
            ? ProviderAnswer.Says(Says(order, $"close-{order.Attempt}", OrderEvent.ClosedAtProvider))
            : new(ProviderOutcome.Unknown, Code: "OTHER_TRADE", Failure: FailureCode.AnswerNotUnderstood);
    }

    public DateTimeOffset ReversibleUntil(DateTimeOffset paidAt) => AlipayReversals.Until(paidAt);

    public Task<ProviderAnswer> ReverseAsync(Order order, CancellationToken cancellation) =>
        _reversals.SendAsync(order, cancellation);

    public Task<ProviderAnswer> QueryReversalAsync(Order order, CancellationToken cancellation) =>
        _reversals.QueryAsync(order, cancellation);

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.SendAsync(order, refund, cancellation);

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.QueryAsync(order, refund, cancellation);

    private static ProviderAnswer UnknownApp =>
        new(ProviderOutcome.Refused, Code: "UNKNOWN_APP", Failure: FailureCode.MerchantNotConfigured);

    private string Sign(AlipayApp app, Order order, PayWay way) => new SignedRequest(
        app, PayWays.Method(way), Contents.Pay(app, order, way), _clock.GetUtcNow(), isTrade: true).Whole;

    private async Task<ProviderAnswer> PrecreateAsync(AlipayApp app, Order order, CancellationToken cancellation)
    {
        var content = Contents.Pay(app, order, PayWay.Precreate);
        var answer = await _gateway.CallAsync(
            app, "precreate", PayWays.Method(PayWay.Precreate), content, isRead: false, isTrade: true, cancellation);
        if (answer.Verdict != AlipayVerdict.Verified) return await ReadFailureAsync(order, answer, cancellation);
        return answer.Text("qr_code") is { Length: > 0 } code && answer.Text("out_trade_no") == order.OutTradeNo
            ? Offered(order, new(OfferKind.Code, code))
            : new(ProviderOutcome.Unknown, Code: "NO_OFFER", Failure: FailureCode.AnswerNotUnderstood);
    }

    private ProviderAnswer ReadQuery(AlipayApp app, Order order, AlipayAnswer answer)
    {
        if (answer.Text("out_trade_no") != order.OutTradeNo)
            return new(ProviderOutcome.Unknown, Code: "OTHER_TRADE", Failure: FailureCode.AnswerNotUnderstood);
        var word = answer.Text("trade_status") ?? "";
        if (!TradeWords.TryRead(Encoding.UTF8.GetBytes(word), out var status))
            return new(
                ProviderOutcome.Unknown, Code: $"unknown-word: {word}",
                Failure: FailureCode.AnswerNotUnderstood);
        var paidAt = answer.Time("send_pay_date");
        if (TradeWords.Event(status, wasPaid: paidAt is not null) is not { } happened)
            return new(ProviderOutcome.Nothing, Code: word);

        // Money is never believed without an amount to compare and a number to find it by.
        var (trade, total) = (answer.Text("trade_no"), answer.Money("total_amount"));
        if (happened == OrderEvent.PaymentSucceeded && (string.IsNullOrEmpty(trade) || total is null))
            return new(ProviderOutcome.Unknown, Code: "incomplete", Failure: FailureCode.AnswerNotUnderstood);
        return ProviderAnswer.Says(Says(order, $"query-{word}-{trade ?? "-"}", happened) with
        {
            At = paidAt ?? _clock.GetUtcNow(),
            MerchantId = app.Id,
            Total = total,
            TransactionId = trade,
            Code = happened == OrderEvent.PaymentSucceeded ? null : word,
            Envelope = answer.Raw,
        });
    }

    private async Task<ProviderAnswer> ReadFailureAsync(
        Order order, AlipayAnswer answer, CancellationToken cancellation)
    {
        var asks = answer.Verdict == AlipayVerdict.Error
            && ErrorWords.Meaning(answer.Code, answer.SubCode) == ErrorMeaning.AskInstead;
        if (!asks) return ReadFailure(answer);
        var asked = await QueryAsync(order, cancellation);
        return asked.Outcome == ProviderOutcome.Nothing
            ? new(ProviderOutcome.Refused, Code: answer.Told, Failure: answer.Failure)
            : asked;
    }

    private static ProviderAnswer ReadFailure(AlipayAnswer answer) => answer.Verdict switch
    {
        AlipayVerdict.NotSent => new(ProviderOutcome.NotSent, Code: answer.Told, Failure: answer.Failure),
        AlipayVerdict.Unknown => new(ProviderOutcome.Unknown, Code: answer.Told, Failure: answer.Failure),
        AlipayVerdict.Error or AlipayVerdict.Verified => new(
            ErrorWords.Outcome(ErrorWords.Meaning(answer.Code, answer.SubCode)), Code: answer.Told,
            Failure: answer.Failure),
    };

    /// <summary>Nobody was called: the payer brings it there.</summary>
    private ProviderAnswer Signed(Order order, PaymentOffer offer) => Offered(order, offer) with { WasCalled = false };

    private ProviderAnswer Offered(Order order, PaymentOffer offer) => ProviderAnswer.Says(
        Says(order, $"prepay-{order.Attempt}", OrderEvent.PrepayAccepted) with { Offer = offer });

    private Evidence Says(Order order, string id, OrderEvent happened) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = _clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = Name,
        MerchantId = order.MerchantId,
    };
}
