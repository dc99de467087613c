using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Profit sharing at the provider: receivers, splits, the release of the rest, returns.</summary>
internal sealed class SplitDesk(
    TransactionBook payments, ShareNotices notices, double timeScale, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string MerchantId, string Account)> _receivers = [];
    private readonly Dictionary<(string MerchantId, string OutOrderNo), SimulatedSplit> _splits = [];
    private readonly Dictionary<(string MerchantId, string OutReturnNo), SimulatedReturn> _returns = [];
    private readonly ConcurrentDictionary<string, SplitPlan> _plans = new();
    private readonly Dictionary<string, int> _lost = [];
    private long _lastNumber = 1_000_000_000;

    public void PlanFor(string outTradeNo, SplitPlan plan) => _plans[outTradeNo] = plan;

    public SimulatedSplit[] Of(string outTradeNo)
    {
        lock (_gate) return [.. _splits.Values.Where(split => split.OutTradeNo == outTradeNo)];
    }

    public SimulatedReturn[] ReturnsOf(string outTradeNo)
    {
        lock (_gate) return [.. _returns.Values.Where(given => given.Split.OutTradeNo == outTradeNo)];
    }

    /// <summary>What receivers have of a payment, or are about to get: the merchant can't refund it.</summary>
    public long With(string transactionId)
    {
        lock (_gate)
        {
            return _splits.Values.Where(split => split.TransactionId == transactionId).Sum(Going)
                - _returns.Values.Where(given => given.Split.TransactionId == transactionId && IsOver(given.Split, given.At))
                    .Sum(given => given.Amount);
        }
    }

    /// <returns>Null when the call is not about profit sharing.</returns>
    public SimulatedAnswer? Carry(Route call, MerchantAccount account, byte[] body, long refunded)
    {
        lock (_gate)
        {
            return call.Operation switch
            {
                Route.AddReceiver => AddReceiver(account, Json(body)),
                Route.Split or Route.Unfreeze => Place(call, account, body, refunded),
                Route.QuerySplit => _splits.GetValueOrDefault((account.MerchantId, call.OutTradeNo)) is { } split
                    ? SimulatedAnswer.Ok(Words(split))
                    : NoSuch,
                Route.ReturnShare => Return(account, Json(body)),
                Route.QueryReturn => _returns.GetValueOrDefault((account.MerchantId, call.OutTradeNo)) is { } given
                    ? SimulatedAnswer.Ok(Words(given))
                    : NoSuch,
                _ => null,
            };
        }
    }

    /// <summary>The payment that a split's call names.</summary>
    public Transaction? PaymentOf(MerchantAccount account, byte[] body) =>
        payments.FindPayment(account.MerchantId, Text(Json(body), "transaction_id"));

    private SimulatedAnswer AddReceiver(MerchantAccount account, JsonElement body)
    {
        var receiver = Text(body, "account");
        if (Text(body, "appid") != account.AppId || Text(body, "type") != "MERCHANT_ID" || receiver.Length == 0
            || Text(body, "relation_type").Length == 0)
        {
            return SimulatedAnswer.Error(400, "PARAM_ERROR", "receiver");
        }

        _receivers.Add((account.MerchantId, receiver));
        return SimulatedAnswer.Ok(new JsonObject
        {
            ["type"] = "MERCHANT_ID",
            ["account"] = receiver,
            ["relation_type"] = Text(body, "relation_type"),
        });
    }

    private SimulatedAnswer Place(Route call, MerchantAccount account, byte[] bytes, long refunded)
    {
        var body = Json(bytes);
        var number = Text(body, "out_order_no");
        if (number.Length is < 1 or > 64) return SimulatedAnswer.Error(400, "PARAM_ERROR", "out_order_no");
        var key = (account.MerchantId, number);
        var text = Encoding.UTF8.GetString(bytes);
        if (_splits.TryGetValue(key, out var held))
            return held.Body == text ? Answer(held) : Invalid("请求重入时，参数与首次请求时不一致");
        if (PaymentOf(account, bytes) is not { State: TransactionState.Paid } paid)
            return SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "订单不存在");
        if (!paid.ProfitSharing) return Invalid("非分账订单不支持分账");
        var before = _splits.Values.Where(split => split.TransactionId == paid.TransactionId).ToArray();
        if (before.Any(split => split.Released is not null)) return Invalid("订单已经解冻");

        var shares = call.Operation == Route.Split ? Shares(body) : [];
        if (call.Operation == Route.Split && shares.Count is < 1 or > 50)
            return SimulatedAnswer.Error(400, "PARAM_ERROR", "receivers");
        var left = paid.PaidTotal - refunded - before.Sum(Going) - shares.Sum(share => share.Amount);
        if (left < 0 || shares.Any(share => share.Amount < 1)) return Invalid("分账金额超过可分金额");
        var releases = call.Operation == Route.Unfreeze
            || (body.TryGetProperty("unfreeze_unsplit", out var flag) && flag.GetBoolean());
        var placed = _splits[key] = new(
            account.MerchantId, paid.OutTradeNo, paid.TransactionId!, number, Number("3008"), text, shares,
            releases ? left : null, clock.GetUtcNow());
        if (!PlanOf(placed).LoseNotices)
            notices.SendAfter(PlanOf(placed).Takes, () => Arrived(account, paid.NotifyUrl, placed));
        return Answer(placed);
    }

    private SimulatedAnswer Return(MerchantAccount account, JsonElement body)
    {
        var (number, receiver) = (Text(body, "out_return_no"), Text(body, "return_mchid"));
        if (_splits.GetValueOrDefault((account.MerchantId, Text(body, "out_order_no"))) is not { } split) return NoSuch;
        if (number.Length is < 1 or > 64 || !body.TryGetProperty("amount", out var fen) || !fen.TryGetInt64(out var amount))
            return SimulatedAnswer.Error(400, "PARAM_ERROR", "out_return_no, amount");
        if (_returns.TryGetValue((account.MerchantId, number), out var held))
        {
            return (held.Split.OutOrderNo, held.Account, held.Amount) == (split.OutOrderNo, receiver, amount)
                ? SimulatedAnswer.Ok(Words(held))
                : Invalid("请求重入时，参数与首次请求时不一致");
        }

        var got = split.Shares.Where(share => share.Account == receiver && Result(split, share.Account) == "SUCCESS")
            .Sum(share => share.Amount);
        var given = _returns.Values.Where(one => one.Split.OutOrderNo == split.OutOrderNo && one.Account == receiver)
            .Sum(one => one.Amount);
        if (amount < 1 || given + amount > got) return Invalid("回退金额超过分账金额");
        var taken = _returns[(account.MerchantId, number)] =
            new(split, number, Number("3108"), receiver, amount, clock.GetUtcNow());
        if (!PlanOf(split).LoseNotices && payments.FindPayment(account.MerchantId, split.TransactionId) is { } payment)
        {
            notices.SendAfter(
                PlanOf(split).Takes,
                () => [Notice.OfReturn(account, payment.NotifyUrl, taken, clock.GetUtcNow())]);
        }

        return Lose(split, SimulatedAnswer.Ok(Words(taken)));
    }

    private Notice[] Arrived(MerchantAccount account, string notifyUrl, SimulatedSplit split)
    {
        lock (_gate)
        {
            return
            [
                .. split.Shares.Where(share => Result(split, share.Account) == "SUCCESS")
                    .Select(share => Notice.OfShare(account, notifyUrl, split, share, clock.GetUtcNow())),
            ];
        }
    }

    private SimulatedAnswer Answer(SimulatedSplit split) => Lose(split, SimulatedAnswer.Ok(Words(split)));

    private SimulatedAnswer Lose(SimulatedSplit split, SimulatedAnswer answer)
    {
        var lost = _lost.GetValueOrDefault(split.OutTradeNo);
        if (lost >= PlanOf(split).LostAnswers) return answer;
        _lost[split.OutTradeNo] = lost + 1;
        return SimulatedAnswer.Lost;
    }

    private JsonObject Words(SimulatedSplit split)
    {
        var receivers = new JsonArray();
        foreach (var (account, amount) in split.Shares)
        {
            var result = Result(split, account);
            var receiver = new JsonObject
            {
                ["type"] = "MERCHANT_ID",
                ["account"] = account,
                ["amount"] = amount,
                ["result"] = result,
                ["detail_id"] = $"36{split.OrderId[4..]}{account[^2..]}",
            };
            if (result == "CLOSED")
                receiver["fail_reason"] = IsKnown(split, account) ? "ACCOUNT_ABNORMAL" : "NO_RELATION";
            receivers.Add(receiver);
        }

        if (split.Released is { } rest)
        {
            receivers.Add(new JsonObject
            {
                ["type"] = "MERCHANT_ID",
                ["account"] = split.MerchantId,
                ["amount"] = rest,
                ["result"] = IsOver(split, split.At) ? "SUCCESS" : "PENDING",
                ["description"] = "解冻给分账方",
            });
        }

        return new()
        {
            ["transaction_id"] = split.TransactionId,
            ["out_order_no"] = split.OutOrderNo,
            ["order_id"] = split.OrderId,
            ["state"] = IsOver(split, split.At) ? "FINISHED" : "PROCESSING",
            ["receivers"] = receivers,
        };
    }

    private JsonObject Words(SimulatedReturn given) => new()
    {
        ["order_id"] = given.Split.OrderId,
        ["out_order_no"] = given.Split.OutOrderNo,
        ["out_return_no"] = given.OutReturnNo,
        ["return_id"] = given.ReturnId,
        ["return_mchid"] = given.Account,
        ["amount"] = given.Amount,
        ["result"] = IsOver(given.Split, given.At) ? "SUCCESS" : "PROCESSING",
        ["create_time"] = TransactionWords.BeijingTime(given.At),
    };

    private string Result(SimulatedSplit split, string account) =>
        !IsOver(split, split.At) ? "PENDING"
        : !IsKnown(split, account) || PlanOf(split).Closed == account ? "CLOSED"
        : "SUCCESS";

    private long Going(SimulatedSplit split) =>
        split.Shares.Where(share => Result(split, share.Account) != "CLOSED").Sum(share => share.Amount);

    private bool IsKnown(SimulatedSplit split, string account) => _receivers.Contains((split.MerchantId, account));

    private bool IsOver(SimulatedSplit split, DateTimeOffset at) =>
        clock.GetUtcNow() >= at + (PlanOf(split).Takes * timeScale);

    private SplitPlan PlanOf(SimulatedSplit split) => _plans.GetValueOrDefault(split.OutTradeNo) ?? SplitPlan.Normal;

    private string Number(string prefix) =>
        prefix + (++_lastNumber).ToString(CultureInfo.InvariantCulture).PadLeft(24, '0');

    private static List<(string Account, long Amount)> Shares(JsonElement body) =>
        body.TryGetProperty("receivers", out var receivers) && receivers.ValueKind == JsonValueKind.Array
            ? [.. receivers.EnumerateArray().Select(one =>
                (Text(one, "account"), one.TryGetProperty("amount", out var fen) && fen.TryGetInt64(out var amount) ? amount : 0))]
            : [];

    private static JsonElement Json(byte[] body) => ProviderDoor.ReadJson(body) ?? default;

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static SimulatedAnswer NoSuch { get; } = SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "记录不存在");

    private static SimulatedAnswer Invalid(string message) => SimulatedAnswer.Error(400, "INVALID_REQUEST", message);
}
