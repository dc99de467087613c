using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>UnionPay's reversal (消费撤销, txnType 31): all of a payment goes back on its own day, before it is settled.</summary>
/// <remarks>
/// It is a trade of its own, with a number and a query of its own. What is unpaid has nothing to reverse: its form ends by
/// itself, and it is closed then.
/// </remarks>
internal sealed class UnionPayReversals(UnionPayMerchants merchants, UnionPayGateway gateway, TimeProvider clock)
{
    private const int CutOffHour = 23;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The clearing day ends at about 23:00; what is paid after it can be reversed until midnight.</summary>
    public static DateTimeOffset Until(DateTimeOffset paidAt)
    {
        var there = paidAt.ToOffset(Beijing);
        var day = new DateTimeOffset(there.Date, Beijing);
        return there.Hour < CutOffHour ? day.AddHours(CutOffHour) : day.AddDays(1);
    }

    public async Task<ProviderAnswer> SendAsync(Order order, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;

        var answer = await gateway.CallAsync(
            merchant, "reverse", TradeRequest.Reversal(merchant, order), isRead: false, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified) return Failed(answer);
        return answer.Meaning switch
        {
            // Accepted, or unclear, or a repeat: the query tells.
            RespMeaning.Done or RespMeaning.Defective or RespMeaning.UnderWay or RespMeaning.Unclear or RespMeaning.NotFound =>
                await AskAsync(merchant, order, ifFailed: ProviderOutcome.Refused, cancellation),
            RespMeaning.Later or RespMeaning.Failed or null => Failed(answer),
        };
    }

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        merchants.Find(order.MerchantId) is { } merchant
            ? await AskAsync(merchant, order, ifFailed: ProviderOutcome.Nothing, cancellation)
            : UnknownMerchant;

    private static ProviderAnswer UnknownMerchant =>
        Fails(ProviderOutcome.Refused, FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private async Task<ProviderAnswer> AskAsync(
        UnionPayMerchant merchant, Order order, ProviderOutcome ifFailed, CancellationToken cancellation)
    {
        var (number, time) = (TradeNumbers.OfReversal(order), TradeNumbers.TimeOfReversal(order));
        var answer = await gateway.CallAsync(
            merchant, "query-reversal", TradeRequest.Query(number, time), isRead: true, cancellation);
        if (answer.Verdict != UnionPayVerdict.Verified || answer.Meaning != RespMeaning.Done) return Failed(answer);
        if (!answer.IsOf(number, time) || answer.Text("origQryId") is { } of && of != order.TransactionId)
            return Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "OTHER_TRADE");
        var word = answer.Text("origRespCode");
        return RespCodes.Find(word) is { } trade
            ? Read(order, answer, trade, ifFailed)
            : Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, $"unknown-word: {word}");
    }

    private ProviderAnswer Read(Order order, UnionPayAnswer answer, RespCode trade, ProviderOutcome ifFailed)
    {
        if (trade.Meaning == RespMeaning.Failed) return new(ifFailed, Code: trade.Code);
        if (trade.Meaning is not (RespMeaning.Done or RespMeaning.Defective))
            return new(ProviderOutcome.Nothing, Code: trade.Code);
        if (answer.Amount is not { } total)
            return Fails(ProviderOutcome.Unknown, FailureCode.AnswerNotUnderstood, "incomplete");
        return ProviderAnswer.Says(new()
        {
            Source = EvidenceSource.Answer,
            Id = $"reversed-{order.TransactionId}",
            Event = OrderEvent.PaymentRevoked,
            At = answer.At ?? clock.GetUtcNow(),
            Attempt = order.Attempt,
            Provider = UnionPayProvider.Name,
            MerchantId = order.MerchantId,
            Total = total,
            TransactionId = order.TransactionId,
            Envelope = answer.Raw,
        });
    }

    private static ProviderAnswer Failed(UnionPayAnswer answer) => Fails(answer.Outcome, answer.Failure, answer.Code);

    private static ProviderAnswer Fails(ProviderOutcome outcome, FailureCode failure, string? code) =>
        new(outcome, Code: code, Failure: failure);
}
