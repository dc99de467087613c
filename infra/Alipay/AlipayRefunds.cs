using System.Globalization;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's refunds, sent and asked about by out_request_no.</summary>
/// <remarks>
/// A refund's own answer states what was refunded of the trade in all, and a repeat's that no money moved; so only the
/// refund query, which states this refund, says that one has succeeded. Alipay has no number of its own for a refund: ours
/// stands for it.
/// </remarks>
internal sealed class AlipayRefunds(AlipayApps apps, AlipayGateway gateway, TimeProvider clock)
{
    private const string Done = "REFUND_SUCCESS";

    public async Task<RefundAnswer> SendAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (apps.Find(order.MerchantId) is not { } app) return UnknownApp;

        var answer = await gateway.CallAsync(
            app, "refund", "alipay.trade.refund", Contents.Refund(refund), isRead: false, isTrade: false, cancellation);
        if (answer.Verdict == AlipayVerdict.Verified)
        {
            return answer.Text("trade_no") != refund.TransactionId ? Other
                : answer.Text("fund_change") == "Y" ? Accepted(app, refund)
                : await AskAsync(app, refund, ifNothing: new(ProviderOutcome.Unknown, Code: "fund_change=N"), cancellation);
        }
        var asks = answer.Verdict == AlipayVerdict.Error
            && ErrorWords.Meaning(answer.Code, answer.SubCode) == ErrorMeaning.AskInstead;
        return asks
            ? await AskAsync(
                app, refund, ifNothing: new(ProviderOutcome.Refused, Code: answer.Told, Failure: answer.Failure),
                cancellation)
            : Failed(answer);
    }

    public async Task<RefundAnswer> QueryAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (apps.Find(order.MerchantId) is not { } app) return UnknownApp;

        // No word of it is what Alipay says of a refund that it does not know, and of one that is under way.
        var outcome = refund.State == RefundState.Requested ? ProviderOutcome.NotFound : ProviderOutcome.Nothing;
        return await AskAsync(app, refund, ifNothing: new(outcome), cancellation);
    }

    private static RefundAnswer UnknownApp =>
        new(ProviderOutcome.Refused, Code: "UNKNOWN_APP", Failure: FailureCode.MerchantNotConfigured);

    private static RefundAnswer Other => new(ProviderOutcome.Unknown, Code: "OTHER_TRADE");

    private async Task<RefundAnswer> AskAsync(
        AlipayApp app, Refund refund, RefundAnswer ifNothing, CancellationToken cancellation)
    {
        var answer = await gateway.CallAsync(
            app, "query-refund", "alipay.trade.fastpay.refund.query", Contents.RefundQuery(refund), isRead: true,
            isTrade: false, cancellation);
        if (answer.Verdict != AlipayVerdict.Verified) return Failed(answer);
        var word = answer.Text("refund_status");
        if (string.IsNullOrEmpty(word)) return ifNothing;
        if (word != Done) return new(ProviderOutcome.Unknown, Code: $"unknown-word: {word}");
        if (answer.Text("trade_no") != refund.TransactionId || answer.Text("out_request_no") != refund.Id) return Other;
        return answer.Money("refund_amount") is { } amount
            ? Succeeded(app, refund, answer, amount)
            : new(ProviderOutcome.Unknown, Code: "incomplete");
    }

    private RefundAnswer Accepted(AlipayApp app, Refund refund) => RefundAnswer.Says(new()
    {
        Source = EvidenceSource.Answer,
        Id = EvidenceId(refund, "ACCEPTED"),
        RefundId = refund.Id,
        Event = RefundEvent.Accepted,
        At = clock.GetUtcNow(),
        Provider = AlipayProvider.Name,
        MerchantId = app.Id,
        TransactionId = refund.TransactionId,
        ProviderRefundId = refund.Id,
    });

    private RefundAnswer Succeeded(AlipayApp app, Refund refund, AlipayAnswer answer, Money amount) =>
        RefundAnswer.Says(new()
        {
            Source = EvidenceSource.Answer,
            Id = EvidenceId(refund, Done),
            RefundId = refund.Id,
            Event = RefundEvent.Succeeded,
            At = answer.Time("gmt_refund_pay") ?? clock.GetUtcNow(),
            Provider = AlipayProvider.Name,
            MerchantId = app.Id,
            TransactionId = answer.Text("trade_no"),
            ProviderRefundId = refund.Id,
            Amount = amount,
            Total = answer.Money("total_amount"),
            Envelope = answer.Raw,
        });

    /// <summary>A restarted refund may get the answers of its first way again: they are new ones.</summary>
    private static string EvidenceId(Refund refund, string word) => refund.Round == 1
        ? $"refund-{refund.Id}-{word}"
        : string.Create(CultureInfo.InvariantCulture, $"refund-{refund.Id}-{word}-{refund.Round}");

    private static RefundAnswer Failed(AlipayAnswer answer) => new(answer.Verdict switch
    {
        AlipayVerdict.NotSent => ProviderOutcome.NotSent,
        AlipayVerdict.Unknown => ProviderOutcome.Unknown,
        AlipayVerdict.Error or AlipayVerdict.Verified =>
            ErrorWords.Outcome(ErrorWords.Meaning(answer.Code, answer.SubCode)),
    }, Code: answer.Told, Failure: answer.Failure);
}
