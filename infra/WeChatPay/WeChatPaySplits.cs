using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay API v3: profit sharing, by out_order_no and out_return_no.</summary>
/// <remarks>
/// FINISHED says nothing about success: each receiver's result does. The provider lists the released rest as a share of
/// the merchant itself; it is no receiver of ours. Source: WeChat Pay API v3, "Profit sharing".
/// </remarks>
internal sealed class WeChatPaySplits(WeChatPayMerchants merchants, WeChatPayApi api, TimeProvider clock)
{
    private const string Sharing = "/v3/profitsharing/";

    public bool IsReceiver(Order order, string account) =>
        merchants.Find(order.MerchantId)?.Receivers.Contains(account) == true;

    public async Task<SplitAnswer> SendAsync(Order order, Split split, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        foreach (var share in split.Shares)
        {
            var added = await api.CallAsync(
                merchant, "add-receiver", Sharing + "receivers/add", SplitBodies.Receiver(merchant, share.Account),
                cancellation);
            if (added.Verdict != ApiVerdict.Verified) return Unsent(added);
        }

        var sent = split.Shares.Count == 0
            ? await api.CallAsync(
                merchant, "unfreeze", Sharing + "orders/unfreeze", SplitBodies.Unfreeze(split), cancellation)
            : await api.CallAsync(
                merchant, "split", Sharing + "orders", SplitBodies.Split(merchant, split), cancellation);
        return Read(sent, body => ReadSplit(merchant, split, body, sent.Body));
    }

    public async Task<SplitAnswer> QueryAsync(Order order, Split split, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        var target = $"{Sharing}orders/{Uri.EscapeDataString(split.Number)}"
            + $"?transaction_id={Uri.EscapeDataString(split.TransactionId)}";
        var answer = await api.CallAsync(merchant, "query-split", target, null, cancellation);
        return Read(answer, body => ReadSplit(merchant, split, body, answer.Body));
    }

    public async Task<SplitAnswer> ReturnAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        var answer = await api.CallAsync(
            merchant, "return-share", Sharing + "return-orders", SplitBodies.Return(split, given), cancellation);
        return Read(answer, body => ReadReturn(merchant, split, given, body, answer.Body));
    }

    public async Task<SplitAnswer> QueryReturnAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant) return UnknownMerchant;
        var target = $"{Sharing}return-orders/{Uri.EscapeDataString(given.Number)}"
            + $"?out_order_no={Uri.EscapeDataString(split.Number)}";
        var answer = await api.CallAsync(merchant, "query-return", target, null, cancellation);
        return Read(answer, body => ReadReturn(merchant, split, given, body, answer.Body));
    }

    private static SplitAnswer UnknownMerchant => Fails(FailureCode.MerchantNotConfigured, "UNKNOWN_MERCHANT");

    private static SplitAnswer Read(ApiAnswer answer, Func<JsonElement, SplitAnswer> read)
    {
        if (answer.Verdict != ApiVerdict.Verified) return Failed(answer);
        try
        {
            using var body = JsonDocument.Parse(answer.Body);
            return read(body.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            return Fails(FailureCode.AnswerNotUnderstood, "MALFORMED");
        }
    }

    private SplitAnswer ReadSplit(
        WeChatPayMerchant merchant, Split split, JsonElement body, ReadOnlyMemory<byte> envelope)
    {
        var (number, state) = (Text(body, "out_order_no"), Text(body, "state"));
        if (number != split.Number) return Fails(FailureCode.AnswerNotUnderstood, "out_order_no");
        var shares = new List<Share>();
        if (body.TryGetProperty("receivers", out var receivers))
        {
            foreach (var receiver in receivers.EnumerateArray())
            {
                if (Text(receiver, "account") == merchant.Id) continue;
                if (ReadShare(receiver) is not { } share)
                    return Fails(FailureCode.AnswerNotUnderstood, Text(receiver, "result"));
                shares.Add(share);
            }
        }

        SplitEvent? happened = state switch
        {
            "PROCESSING" => SplitEvent.Accepted,
            // Finished, and a share is still said to be on its way: it is asked about again.
            "FINISHED" => shares.Any(share => share.Result == ShareResult.Pending)
                ? SplitEvent.Accepted
                : SplitEvent.Done,
            _ => null,
        };
        if (happened is not { } says) return Fails(FailureCode.AnswerNotUnderstood, state);
        return SplitAnswer.Says(Says(merchant, split, $"split-{split.Number}-{says}", says, envelope) with
        {
            TransactionId = Text(body, "transaction_id"),
            ProviderId = Text(body, "order_id"),
            Shares = shares,
        });
    }

    private static Share? ReadShare(JsonElement receiver)
    {
        ShareResult? result = Text(receiver, "result") switch
        {
            "PENDING" => ShareResult.Pending,
            "SUCCESS" => ShareResult.Received,
            "CLOSED" => ShareResult.NotReceived,
            _ => null,
        };
        if (result is not { } known) return null;
        var reason = receiver.TryGetProperty("fail_reason", out var word) ? word.GetString() : null;
        return new(
            Text(receiver, "account"), Fen(receiver), known, reason,
            known == ShareResult.NotReceived ? ShareReasons.Read(reason) : null);
    }

    private SplitAnswer ReadReturn(
        WeChatPayMerchant merchant, Split split, ShareReturn given, JsonElement body, ReadOnlyMemory<byte> envelope)
    {
        var (number, result) = (Text(body, "out_return_no"), Text(body, "result"));
        if (number != given.Number || Text(body, "return_mchid") != given.Account)
            return Fails(FailureCode.AnswerNotUnderstood, "out_return_no");
        SplitEvent? happened = result switch
        {
            "PROCESSING" => SplitEvent.Accepted,
            "SUCCESS" => SplitEvent.Done,
            "FAILED" => SplitEvent.Failed,
            _ => null,
        };
        if (happened is not { } says) return Fails(FailureCode.AnswerNotUnderstood, result);
        var reason = says == SplitEvent.Failed && body.TryGetProperty("fail_reason", out var why) ? why.GetString() : null;
        return SplitAnswer.Says(Says(merchant, split, $"return-{given.Number}-{says}", says, envelope) with
        {
            ReturnId = given.Id,
            ProviderId = Text(body, "return_id"),
            Amount = Fen(body),
            Code = reason,
            Failure = says == SplitEvent.Failed ? ShareReasons.Read(reason) : null,
        });
    }

    private SplitEvidence Says(
        WeChatPayMerchant merchant, Split split, string id, SplitEvent happened, ReadOnlyMemory<byte> envelope) => new()
        {
            Source = EvidenceSource.Answer,
            Id = id,
            SplitId = split.Id,
            Event = happened,
            At = clock.GetUtcNow(),
            Provider = WeChatPayProvider.Name,
            MerchantId = merchant.Id,
            Envelope = envelope,
        };

    /// <summary>The split itself provably has not left, whatever became of the call before it.</summary>
    private static SplitAnswer Unsent(ApiAnswer answer)
    {
        var failed = Failed(answer);
        return failed.Outcome == ProviderOutcome.Refused
            ? failed
            : failed with { Outcome = ProviderOutcome.NotSent };
    }

    private static SplitAnswer Failed(ApiAnswer answer) => Fails(ErrorWords.Read(answer), ErrorWords.CodeOf(answer));

    private static SplitAnswer Fails(FailureCode failure, string? code) =>
        new(ErrorWords.Outcome(failure), Code: code, Failure: failure);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static Money Fen(JsonElement json) => new(json.GetProperty("amount").GetInt64(), Currency.Cny);
}
