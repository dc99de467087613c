using System.Text;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's reversal, <c>alipay.trade.cancel</c>: it closes an unpaid trade, and sends a paid one's money back.</summary>
/// <remarks>
/// Its own answer names what it did (<c>action</c>) and no amount; a repeat's need not name it again. So only a query says
/// that money is back: a trade that was paid and is closed has had all of it refunded. Where there is no trade yet nothing
/// is closed, and a payer who opens one later pays: late money, which goes back by itself.
/// </remarks>
internal sealed class AlipayReversals(AlipayApps apps, AlipayGateway gateway, TimeProvider clock)
{
    /// <summary>Alipay names no last hour for it; after a day the money may be settled, and a refund is the way back.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static DateTimeOffset Until(DateTimeOffset paidAt) => paidAt + Window;

    public async Task<ProviderAnswer> SendAsync(Order order, CancellationToken cancellation)
    {
        if (apps.Find(order.MerchantId) is not { } app) return UnknownApp;

        var answer = await gateway.CallAsync(
            app, "cancel", "alipay.trade.cancel", Contents.Trade(order), isRead: false, isTrade: false, cancellation);
        if (answer.Verdict != AlipayVerdict.Verified) return await ReadFailureAsync(app, order, answer, cancellation);
        if (answer.Text("out_trade_no") != order.OutTradeNo) return OtherTrade;
        if (answer.Text("retry_flag") == "Y") return new(ProviderOutcome.Later, Code: "retry_flag=Y");
        if (answer.Text("action") == "close") return Closed(order);
        // It refunded, or there was nothing to close, or it is a repeat: the query tells which.
        var asked = await AskAsync(app, order, cancellation);
        return asked.Outcome == ProviderOutcome.NotFound ? Closed(order) : asked;
    }

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        apps.Find(order.MerchantId) is { } app ? await AskAsync(app, order, cancellation) : UnknownApp;

    private static ProviderAnswer UnknownApp =>
        new(ProviderOutcome.Refused, Code: "UNKNOWN_APP", Failure: FailureCode.MerchantNotConfigured);

    private static ProviderAnswer OtherTrade =>
        new(ProviderOutcome.Unknown, Code: "OTHER_TRADE", Failure: FailureCode.AnswerNotUnderstood);

    private async Task<ProviderAnswer> AskAsync(AlipayApp app, Order order, CancellationToken cancellation)
    {
        var answer = await gateway.CallAsync(
            app, "query", "alipay.trade.query", Contents.Trade(order), isRead: true, isTrade: false, cancellation);
        if (answer.Verdict != AlipayVerdict.Verified) return Failed(answer);
        if (answer.Text("out_trade_no") != order.OutTradeNo) return OtherTrade;
        var word = answer.Text("trade_status") ?? "";
        if (!TradeWords.TryRead(Encoding.UTF8.GetBytes(word), out var status))
            return new(
                ProviderOutcome.Unknown, Code: $"unknown-word: {word}",
                Failure: FailureCode.AnswerNotUnderstood);
        var paidAt = answer.Time("send_pay_date");
        return TradeWords.Event(status, wasPaid: paidAt is not null) switch
        {
            null => new(ProviderOutcome.Nothing, Code: word),
            OrderEvent.ClosedAtProvider => Closed(order) with { Code = word },
            _ => OfMoney(app, order, answer, paidAt, isBack: status == TradeStatus.Closed),
        };
    }

    /// <summary>What was paid has to be booked before it can have gone back.</summary>
    private ProviderAnswer OfMoney(
        AlipayApp app, Order order, AlipayAnswer answer, DateTimeOffset? paidAt, bool isBack)
    {
        var (trade, total) = (answer.Text("trade_no"), answer.Money("total_amount"));
        if (string.IsNullOrEmpty(trade) || total is null)
            return new(ProviderOutcome.Unknown, Code: "incomplete", Failure: FailureCode.AnswerNotUnderstood);
        var isReversed = isBack && order.TransactionId is not null;
        return ProviderAnswer.Says(Says(
            order, isReversed ? $"reversed-{trade}" : $"query-TRADE_SUCCESS-{trade}",
            isReversed ? OrderEvent.PaymentRevoked : OrderEvent.PaymentSucceeded) with
        {
            At = (isReversed ? null : paidAt) ?? clock.GetUtcNow(),
            MerchantId = app.Id,
            Total = total,
            TransactionId = trade,
            Envelope = answer.Raw,
        });
    }

    /// <summary>"It has been paid", "it is closed": what is so, a query says whole.</summary>
    private async Task<ProviderAnswer> ReadFailureAsync(
        AlipayApp app, Order order, AlipayAnswer answer, CancellationToken cancellation)
    {
        var asks = answer.Verdict == AlipayVerdict.Error
            && ErrorWords.Meaning(answer.Code, answer.SubCode) == ErrorMeaning.AskInstead;
        if (!asks) return Failed(answer);
        var asked = await AskAsync(app, order, cancellation);
        var isAsBefore = asked.Outcome == ProviderOutcome.Nothing
            || asked.Evidence is { Event: OrderEvent.PaymentSucceeded } paid && paid.TransactionId == order.TransactionId;
        return isAsBefore
            ? new(ProviderOutcome.Refused, Code: answer.Told, Failure: answer.Failure)
            : asked;
    }

    private static ProviderAnswer Failed(AlipayAnswer answer) => answer.Verdict switch
    {
        AlipayVerdict.NotSent => new(ProviderOutcome.NotSent, Code: answer.Told, Failure: answer.Failure),
        AlipayVerdict.Unknown => new(ProviderOutcome.Unknown, Code: answer.Told, Failure: answer.Failure),
        AlipayVerdict.Error or AlipayVerdict.Verified => new(
            ErrorWords.Outcome(ErrorWords.Meaning(answer.Code, answer.SubCode)), Code: answer.Told,
            Failure: answer.Failure),
    };

    private ProviderAnswer Closed(Order order) =>
        ProviderAnswer.Says(Says(order, $"cancel-{order.Attempt}", OrderEvent.ClosedAtProvider));

    private Evidence Says(Order order, string id, OrderEvent happened) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = AlipayProvider.Name,
        MerchantId = order.MerchantId,
    };
}
