using System.Globalization;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay API v3: prepay in four ways, query, close, refunds, profit sharing.</summary>
/// <remarks>Only a signed answer becomes evidence. An error code that speaks of the order (<c>ORDER_PAID</c>) may come
/// unsigned, so it only makes us ask: the query's answer, which is signed, is what counts.</remarks>
public sealed class WeChatPayProvider : IPaymentProvider, ISharingProvider
{
    public const string Name = "wechatpay";

    private const string Orders = "/v3/pay/transactions/";

    private readonly WeChatPayMerchants _merchants;
    private readonly WeChatPayApi _api;
    private readonly WeChatPayRefunds _refunds;
    private readonly WeChatPaySplits _splits;
    private readonly TimeProvider _clock;

    internal WeChatPayProvider(WeChatPayMerchants merchants, WeChatPayApi api, TimeProvider clock) =>
        (_merchants, _api, _refunds, _splits, _clock) =
            (merchants, api, new(merchants, api, clock), new(merchants, api, clock), clock);

    public string Channel => Name;

    public string? TenantOf(string merchantId) => _merchants.TenantOf(merchantId);

    public async Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation)
    {
        if (_merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        if (!PayWays.TryRead(order.Method, out var way))
            return Fails(FailureCode.WayNotSupported, "METHOD_NOT_SUPPORTED");

        var body = RequestBodies.Prepay(merchant, order, way);
        var answer = await _api.CallAsync(merchant, "prepay", Orders + PayWays.Word(way), body, cancellation);
        return answer.Verdict == ApiVerdict.Verified
            ? ReadPrepay(merchant, order, way, answer)
            : await ReadFailureAsync(merchant, order, answer, cancellation);
    }

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation)
    {
        if (_merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        var target = $"{OrderPath(order)}?mchid={merchant.Id}";
        var answer = await _api.CallAsync(merchant, "query", target, null, cancellation);
        return answer.Verdict == ApiVerdict.Verified ? ReadQuery(merchant, order, answer) : ReadFailure(answer);
    }

    public async Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation)
    {
        if (_merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        var answer = await _api.CallAsync(
            merchant, "close", OrderPath(order) + "/close", RequestBodies.Close(merchant), cancellation);
        return answer.Verdict == ApiVerdict.Verified
            ? ReadClose(order, answer)
            : await ReadFailureAsync(merchant, order, answer, cancellation);
    }

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.SendAsync(order, refund, cancellation);

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _refunds.QueryAsync(order, refund, cancellation);

    public bool IsReceiver(Order order, string account) => _splits.IsReceiver(order, account);

    public Task<SplitAnswer> SplitAsync(Order order, Split split, CancellationToken cancellation) =>
        _splits.SendAsync(order, split, cancellation);

    public Task<SplitAnswer> QuerySplitAsync(Order order, Split split, CancellationToken cancellation) =>
        _splits.QueryAsync(order, split, cancellation);

    public Task<SplitAnswer> ReturnShareAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) =>
        _splits.ReturnAsync(order, split, given, cancellation);

    public Task<SplitAnswer> QueryReturnAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) =>
        _splits.QueryReturnAsync(order, split, given, cancellation);

    private static ProviderAnswer UnknownMerchant => Fails(FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private static string OrderPath(Order order) => $"{Orders}out-trade-no/{Uri.EscapeDataString(order.OutTradeNo)}";

    private ProviderAnswer ReadPrepay(WeChatPayMerchant merchant, Order order, PayWay way, ApiAnswer answer) =>
        PaymentOffers.Read(merchant, way, answer.Body.Span, _clock.GetUtcNow()) is { } offer
            ? ProviderAnswer.Says(
                Says(order, $"prepay-{order.Attempt}", OrderEvent.PrepayAccepted) with { Offer = offer })
            : Fails(FailureCode.AnswerNotUnderstood, "NO_OFFER");

    private ProviderAnswer ReadClose(Order order, ApiAnswer answer) => answer.Status == 204
        ? ProviderAnswer.Says(Says(order, $"close-{order.Attempt}", OrderEvent.ClosedAtProvider))
        : Fails(FailureCode.AnswerNotUnderstood, answer.Status.ToString(CultureInfo.InvariantCulture));

    private ProviderAnswer ReadQuery(WeChatPayMerchant merchant, Order order, ApiAnswer answer)
    {
        if (answer.Status == 202)
            return ReadFailure(answer with { Code = JsonProperty.Text(answer.Body.Span, "code"u8) });
        var says = TransactionStatement.Read(merchant, answer.Body.Span, new byte[answer.Body.Length], order);
        if (says.Wrong is { } wrong)
            return Fails(FailureCode.AnswerNotUnderstood, $"{RefusalReasons.Code(wrong)}: {says.Word}");
        if (says.Event is not { } happened) return new(ProviderOutcome.Nothing, Code: says.Word);

        return ProviderAnswer.Says(Says(order, $"query-{says.Word}-{says.TransactionId ?? "-"}", happened) with
        {
            At = says.At ?? _clock.GetUtcNow(),
            Attempt = says.Attempt,
            MerchantId = says.MerchantId,
            Total = says.Total,
            TransactionId = says.TransactionId,
            Code = happened == OrderEvent.PaymentSucceeded ? null : says.Word,
            Envelope = answer.Body,
        });
    }

    private async Task<ProviderAnswer> ReadFailureAsync(
        WeChatPayMerchant merchant, Order order, ApiAnswer answer, CancellationToken cancellation)
    {
        if (answer.Verdict != ApiVerdict.Error) return ReadFailure(answer);
        var failure = ErrorWords.Read(answer.Status, answer.Code);
        if (!ErrorWords.AsksForAQuery(failure)) return ReadFailure(answer);

        var asked = await QueryAsync(order, cancellation);
        return asked.Outcome == ProviderOutcome.Nothing
            ? new(ProviderOutcome.Refused, Code: answer.Code, Failure: failure)
            : asked;
    }

    private static ProviderAnswer ReadFailure(ApiAnswer answer) =>
        Fails(ErrorWords.Read(answer), ErrorWords.CodeOf(answer));

    private static ProviderAnswer Fails(FailureCode failure, string? code) =>
        new(ErrorWords.Outcome(failure), Code: code, Failure: failure);

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
