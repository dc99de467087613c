using System.Globalization;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay API v3: domestic refunds, sent and asked about by out_refund_no.</summary>
/// <remarks>A repeat carries the same out_refund_no and the same bytes: it is the same refund over there.</remarks>
internal sealed class WeChatPayRefunds(WeChatPayMerchants merchants, WeChatPayApi api, TimeProvider clock)
{
    private const string Path = "/v3/refund/domestic/refunds";

    private const string NumberUsed = "OUT_REFUND_NO_USED";

    public async Task<RefundAnswer> SendAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        // What is stuck stays stuck however often it is sent: it is set going again by a call of its own.
        if (refund is { Round: > 1, ProviderRefundId: { } stuck })
        {
            var target = $"{Path}/{Uri.EscapeDataString(stuck)}/apply-abnormal-refund";
            return Read(merchant, order, refund, await api.CallAsync(
                merchant, "restart-refund", target, RequestBodies.AbnormalRefund(refund), cancellation));
        }

        var body = RequestBodies.Refund(merchant, order, refund);
        return Read(merchant, order, refund, await api.CallAsync(merchant, "refund", Path, body, cancellation));
    }

    public async Task<RefundAnswer> QueryAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        var target = $"{Path}/{Uri.EscapeDataString(refund.Id)}";
        var answer = Read(
            merchant, order, refund, await api.CallAsync(merchant, "query-refund", target, null, cancellation));
        // The number is another order's: this refund is not there.
        return answer.Code == NumberUsed ? answer with { Outcome = ProviderOutcome.NotFound } : answer;
    }

    private static RefundAnswer UnknownMerchant => Fails(FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private RefundAnswer Read(WeChatPayMerchant merchant, Order order, Refund refund, ApiAnswer answer)
    {
        if (answer.Verdict != ApiVerdict.Verified) return Failed(answer);
        var says = RefundStatement.Read(merchant, answer.Body.Span, new byte[answer.Body.Length], refund);
        if (says.Wrong is { } wrong)
            return Fails(FailureCode.AnswerNotUnderstood, $"{RefusalReasons.Code(wrong)}: {says.Word}");
        if (says.Key.OrderId != order.OutTradeNo)
            return Fails(FailureCode.OrderNumberUsed, NumberUsed);

        return RefundAnswer.Says(new()
        {
            Source = EvidenceSource.Answer,
            Id = EvidenceId(refund, says.Word!),
            RefundId = refund.Id,
            Event = says.Event,
            At = says.At ?? clock.GetUtcNow(),
            Provider = WeChatPayProvider.Name,
            MerchantId = says.MerchantId,
            TransactionId = says.TransactionId,
            ProviderRefundId = says.ProviderRefundId,
            Amount = says.Amount,
            Total = says.Total,
            Code = says.Event is RefundEvent.Closed or RefundEvent.Abnormal ? says.Word : null,
            Envelope = answer.Body,
        });
    }

    /// <summary>A restarted refund may get the answers of its first way again: they are new ones.</summary>
    private static string EvidenceId(Refund refund, string word) => refund.Round == 1
        ? $"refund-{refund.Id}-{word}"
        : string.Create(CultureInfo.InvariantCulture, $"refund-{refund.Id}-{word}-{refund.Round}");

    private static RefundAnswer Failed(ApiAnswer answer) =>
        Fails(ErrorWords.Read(answer), ErrorWords.CodeOf(answer));

    private static RefundAnswer Fails(FailureCode failure, string? code) =>
        new(ErrorWords.Outcome(failure), Code: code, Failure: failure);
}
