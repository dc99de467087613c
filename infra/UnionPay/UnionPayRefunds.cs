using System.Globalization;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>UnionPay's refunds (txnType 04), sent and asked about by a number of their own.</summary>
/// <remarks>00 to the request says that it is accepted; only a query, or a notification, says that it went.</remarks>
internal sealed class UnionPayRefunds(UnionPayMerchants merchants, UnionPayGateway gateway, TimeProvider clock)
{
    public async Task<RefundAnswer> SendAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        var request = TradeRequest.Refund(merchant, order, refund);
        var answer = await gateway.CallAsync(merchant, "refund", request, isRead: false, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified) return Failed(answer);
        return answer.Meaning switch
        {
            RespMeaning.Done => answer.IsOf(TradeNumbers.Of(order, refund), TradeNumbers.TimeOf(refund))
                ? RefundAnswer.Says(Says(order, refund, RefundEvent.Accepted, "accepted") with
                {
                    ProviderRefundId = answer.Text("queryId"),
                })
                : Other,
            RespMeaning.Defective or RespMeaning.UnderWay or RespMeaning.Unclear or RespMeaning.NotFound =>
                await AskAsync(merchant, order, refund, ifUnknown: Failed(answer), cancellation),
            RespMeaning.Later or RespMeaning.Failed or null => Failed(answer),
        };
    }

    public async Task<RefundAnswer> QueryAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        // What was accepted is there, though a query may not find it yet.
        var outcome = refund.State == RefundState.Requested ? ProviderOutcome.NotFound : ProviderOutcome.Nothing;
        return await AskAsync(merchant, order, refund, new(outcome, Failure: FailureCode.ResourceUnknown), cancellation);
    }

    private static RefundAnswer UnknownMerchant =>
        Fails(ProviderOutcome.Refused, FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private static RefundAnswer Other =>
        Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "OTHER_TRADE");

    private async Task<RefundAnswer> AskAsync(
        UnionPayMerchant merchant, Order order, Refund refund, RefundAnswer ifUnknown, CancellationToken cancellation)
    {
        var (number, time) = (TradeNumbers.Of(order, refund), TradeNumbers.TimeOf(refund));
        var answer = await gateway.CallAsync(
            merchant, "query-refund", TradeRequest.Query(number, time), isRead: true, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified) return Failed(answer);
        if (answer.Meaning == RespMeaning.NotFound) return ifUnknown;
        if (answer.Meaning != RespMeaning.Done) return Failed(answer);
        if (!answer.IsOf(number, time) || answer.Text("origQryId") is { } of && of != refund.TransactionId) return Other;
        var word = answer.Text("origRespCode");
        return RespCodes.Find(word) is { } trade
            ? Read(order, refund, answer, trade)
            : Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, $"unknown-word: {word}");
    }

    private RefundAnswer Read(Order order, Refund refund, UnionPayAnswer answer, RespCode trade)
    {
        var queryId = answer.Text("queryId");
        switch (trade.Meaning)
        {
            case RespMeaning.Done or RespMeaning.Defective:
                if (queryId is null || answer.Amount is not { } amount || answer.At is not { } at)
                    return Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "incomplete");
                return RefundAnswer.Says(Says(order, refund, RefundEvent.Succeeded, trade.Code) with
                {
                    At = at,
                    ProviderRefundId = queryId,
                    Amount = amount,
                    Envelope = answer.Raw,
                });
            case RespMeaning.Failed:
                return RefundAnswer.Says(Says(order, refund, RefundEvent.Closed, trade.Code) with
                {
                    ProviderRefundId = queryId,
                    Code = trade.Code,
                    Envelope = answer.Raw,
                });
            case RespMeaning.UnderWay or RespMeaning.Unclear or RespMeaning.NotFound or RespMeaning.Later:
                return refund.State == RefundState.Requested
                    ? RefundAnswer.Says(Says(order, refund, RefundEvent.Accepted, "accepted") with { ProviderRefundId = queryId })
                    : new(ProviderOutcome.Nothing, Code: trade.Code);
            default:
                throw new ArgumentOutOfRangeException(nameof(trade), trade.Meaning, "No such meaning.");
        }
    }

    private RefundEvidence Says(Order order, Refund refund, RefundEvent happened, string word) => new()
    {
        Source = EvidenceSource.Answer,
        Id = EvidenceId(refund, word),
        RefundId = refund.Id,
        Event = happened,
        At = clock.GetUtcNow(),
        Provider = UnionPayProvider.Name,
        MerchantId = order.MerchantId,
        TransactionId = refund.TransactionId,
    };

    /// <summary>A restarted refund may get the answers of its first way again: they are new ones.</summary>
    private static string EvidenceId(Refund refund, string word) => refund.Round == 1
        ? $"refund-{refund.Id}-{word}"
        : string.Create(CultureInfo.InvariantCulture, $"refund-{refund.Id}-{word}-{refund.Round}");

    private static RefundAnswer Failed(UnionPayAnswer answer) => Fails(answer.Outcome, answer.Failure, answer.Code);

    private static RefundAnswer Fails(ProviderOutcome outcome, FailureCode failure, string? code) =>
        new(outcome, Code: code, Failure: failure);
}
