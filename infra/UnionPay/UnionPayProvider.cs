using System.Text.Json;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>UnionPay's online gateway: pages for browsers and phones, from another app, query, reversal.</summary>
/// <remarks>
/// A page needs no call: the payer's own browser brings the signed form to the gateway, and until then there is no trade over
/// there. Nothing closes one either: the form has an end (payTimeout), past which the gateway takes no payment. Source:
/// UnionPay open platform, online gateway payment, acp 5.1.0.
/// </remarks>
public sealed class UnionPayProvider : IPaymentProvider, IReversingProvider
{
    public const string Name = "unionpay";

    /// <summary>How long past the order's end an answer that leaves it open is still waited for.</summary>
    private static readonly TimeSpan StaysUnclear = TimeSpan.FromHours(1);

    private readonly UnionPayMerchants _merchants;
    private readonly UnionPayGateway _gateway;
    private readonly UnionPayRefunds _refunds;
    private readonly UnionPayReversals _reversals;
    private readonly TimeProvider _clock;

    internal UnionPayProvider(UnionPayMerchants merchants, UnionPayGateway gateway, TimeProvider clock) =>
        (_merchants, _gateway, _refunds, _reversals, _clock) =
            (merchants, gateway, new(merchants, gateway, clock), new(merchants, gateway, clock), clock);

    public string Channel => Name;

    public string? TenantOf(string merchantId) => _merchants.TenantOf(merchantId);

    public async Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation)
    {
        if (_merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        if (!PayWays.TryRead(order.Method, out var way))
            return Fails(ProviderOutcome.Refused, FailureCode.WayNotSupported, "METHOD_NOT_SUPPORTED");
        if (!TradeNumbers.Takes(TradeNumbers.Of(order)))
            return Fails(ProviderOutcome.Refused, FailureCode.RequestMalformed, "ORDER_ID_NOT_TAKEN");

        if (merchant.Signer is null) return new(ProviderOutcome.NotSent, Code: UnionPayMerchant.NoKeyYet);

        var request = TradeRequest.Pay(merchant, order, way);
        return way switch
        {
            PayWay.Page or PayWay.Wap => Offered(
                order, new(OfferKind.Form, request.At(merchant).AbsoluteUri, request.Sign(merchant).Json)) with
            {
                WasCalled = false, // The payer's browser brings it there.
            },
            PayWay.App => await NumberForAppAsync(merchant, order, request, cancellation),
        };
    }

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        (await AskAsync(order, cancellation)).Answer;

    /// <summary>Asks, since nothing closes a trade: paid is told as paid, and past its end everything else as
    /// closed.</summary>
    public async Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation)
    {
        var (answer, trade) = await AskAsync(order, cancellation);
        if (answer.Outcome != ProviderOutcome.Nothing) return answer;
        var end = trade is RespMeaning.Failed or RespMeaning.Later ? order.ExpiresAt : order.ExpiresAt + StaysUnclear;
        return _clock.GetUtcNow() < end
            ? answer
            : ProviderAnswer.Says(Closed(order, answer.Code));
    }

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.SendAsync(order, refund, cancellation);

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.QueryAsync(order, refund, cancellation);

    public DateTimeOffset ReversibleUntil(DateTimeOffset paidAt) => UnionPayReversals.Until(paidAt);

    public async Task<ProviderAnswer> ReverseAsync(Order order, CancellationToken cancellation)
    {
        if (order.TransactionId is not null) return await _reversals.SendAsync(order, cancellation);
        var answer = await CloseAsync(order, cancellation);
        return answer.Outcome == ProviderOutcome.NotFound && _clock.GetUtcNow() >= order.ExpiresAt
            ? ProviderAnswer.Says(Closed(order, answer.Code))
            : answer;
    }

    public Task<ProviderAnswer> QueryReversalAsync(Order order, CancellationToken cancellation) =>
        order.TransactionId is null ? QueryAsync(order, cancellation) : _reversals.QueryAsync(order, cancellation);

    private static ProviderAnswer UnknownMerchant =>
        Fails(ProviderOutcome.Refused, FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private async Task<ProviderAnswer> NumberForAppAsync(
        UnionPayMerchant merchant, Order order, TradeRequest request, CancellationToken cancellation)
    {
        var answer = await _gateway.CallAsync(merchant, "prepay", request, isRead: false, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified || answer.Meaning != RespMeaning.Done) return Failed(answer);
        return answer.Text("tn") is { } number && answer.IsOf(TradeNumbers.Of(order), TradeNumbers.TimeOf(order))
            ? Offered(order, new(OfferKind.CallUp, number, JsonSerializer.Serialize(new { tn = number })))
            : Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "NO_OFFER");
    }

    /// <returns>With the trade's own standing, where the answer has one.</returns>
    private async Task<(ProviderAnswer Answer, RespMeaning? Trade)> AskAsync(Order order, CancellationToken cancellation)
    {
        if (_merchants.Find(order.MerchantId) is not { } merchant) return (UnknownMerchant, null);

        var (number, time) = (TradeNumbers.Of(order), TradeNumbers.TimeOf(order));
        var answer = await _gateway.CallAsync(
            merchant, "query", TradeRequest.Query(number, time), isRead: true, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified || answer.Meaning != RespMeaning.Done) return (Failed(answer), null);
        if (!answer.IsOf(number, time))
            return (Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "OTHER_TRADE"), null);
        var word = answer.Text("origRespCode");
        if (RespCodes.Find(word) is not { } trade)
            return (Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, $"unknown-word: {word}"), null);
        return (Read(order, answer, trade), trade.Meaning);
    }

    private static ProviderAnswer Read(Order order, UnionPayAnswer answer, RespCode trade)
    {
        // A failed card is not the order's end: the payer may take another on the same page.
        if (trade.Meaning is not (RespMeaning.Done or RespMeaning.Defective))
            return new(ProviderOutcome.Nothing, Code: trade.Code);

        // Money is never believed without an amount to compare and a number to find it by.
        if (answer.Text("queryId") is not { } queryId || answer.Amount is not { } total || answer.At is not { } at)
            return Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "incomplete");
        return ProviderAnswer.Says(new()
        {
            Source = EvidenceSource.Answer,
            Id = $"query-{trade.Code}-{queryId}",
            Event = OrderEvent.PaymentSucceeded,
            At = at,
            Attempt = order.Attempt,
            Provider = Name,
            MerchantId = order.MerchantId,
            Total = total,
            TransactionId = queryId,
            Envelope = answer.Raw,
        });
    }

    private static ProviderAnswer Failed(UnionPayAnswer answer) => Fails(answer.Outcome, answer.Failure, answer.Code);

    private static ProviderAnswer Fails(ProviderOutcome outcome, FailureCode failure, string? code) =>
        new(outcome, Code: code, Failure: failure);

    private ProviderAnswer Offered(Order order, PaymentOffer offer) => ProviderAnswer.Says(
        Says(order, $"prepay-{order.Attempt}", OrderEvent.PrepayAccepted) with { Offer = offer });

    private Evidence Closed(Order order, string? code) =>
        Says(order, $"close-{order.Attempt}", OrderEvent.ClosedAtProvider) with { Code = code };

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
