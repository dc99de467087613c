using System.Globalization;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Every refund the provider knows, and the rules by which one changes.</summary>
internal sealed class RefundLedger(TransactionBook payments, SplitDesk splits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string MerchantId, string OutRefundNo), SimulatedRefund> _held = [];
    private readonly List<(string MerchantId, string OutRefundNo)> _inOrder = [];
    private long _lastNumber = 1_000_000_000;

    public SimulatedRefund? Find(string merchantId, string outRefundNo)
    {
        lock (_gate) return _held.GetValueOrDefault((merchantId, outRefundNo));
    }

    public long TakenOf(string transactionId)
    {
        lock (_gate) return Taken(transactionId);
    }

    public SimulatedRefund[] Of(string outTradeNo)
    {
        lock (_gate) return [.. _inOrder.Select(key => _held[key]).Where(refund => refund.OutTradeNo == outTradeNo)];
    }

    public SimulatedRefund[] All(string merchantId)
    {
        lock (_gate) return [.. _held.Values.Where(refund => refund.MerchantId == merchantId)];
    }

    /// <summary>Holds what was done before anybody looked.</summary>
    public void Put(SimulatedRefund past)
    {
        lock (_gate)
        {
            _held[(past.MerchantId, past.OutRefundNo)] = past;
            _inOrder.Add((past.MerchantId, past.OutRefundNo));
        }
    }

    /// <summary>Takes the refund, or finds it; its money is the merchant's no more.</summary>
    public (SimulatedRefund? Refund, SimulatedAnswer? Refused, bool IsNew) Place(string merchantId, RefundCall call)
    {
        if (payments.FindPayment(merchantId, call.TransactionId) is not { State: TransactionState.Paid } paid)
            return (null, SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "订单不存在"), false);
        lock (_gate)
        {
            var key = (merchantId, call.OutRefundNo);
            var asked = Asked(merchantId, call, paid);
            if (_held.TryGetValue(key, out var held))
            {
                return held.SameParameters(asked)
                    ? (held, null, false)
                    : (null, Invalid("请求重入时，参数与首次请求时不一致"), false);
            }

            if (call.Total != paid.PaidTotal) return (null, Invalid("订单总金额与原交易不一致"), false);
            if (Taken(call.TransactionId) + call.Amount > paid.PaidTotal)
                return (null, Invalid("订单剩余可退金额不足"), false);
            // What receivers have is not the merchant's to send back.
            if (Taken(call.TransactionId) + call.Amount + splits.With(call.TransactionId) > paid.PaidTotal)
                return (null, SimulatedAnswer.Error(403, "NOT_ENOUGH", "可用余额不足，请先回退分账"), false);
            _held[key] = asked;
            _inOrder.Add(key);
            return (asked, null, true);
        }
    }

    /// <summary>Ends a refund that is under way; null when it is not.</summary>
    public SimulatedRefund? End(SimulatedRefund refund, RefundStatus end)
    {
        SimulatedRefund ended;
        lock (_gate)
        {
            var key = (refund.MerchantId, refund.OutRefundNo);
            if (_held[key].Status != RefundStatus.Processing) return null;
            ended = _held[key] = _held[key] with
            {
                Status = end,
                SuccessTime = end == RefundStatus.Success ? clock.GetUtcNow() : null,
            };
        }

        if (end == RefundStatus.Success)
            payments.NoteRefund(payments.FindPayment(refund.MerchantId, refund.TransactionId)!);
        return ended;
    }

    /// <summary>Sets a stuck refund going again; null when it is not stuck.</summary>
    public SimulatedRefund? Restart(string merchantId, string outRefundNo)
    {
        lock (_gate)
        {
            var key = (merchantId, outRefundNo);
            return _held.GetValueOrDefault(key) is { Status: RefundStatus.Abnormal } stuck
                ? _held[key] = stuck with { Status = RefundStatus.Processing }
                : null;
        }
    }

    private long Taken(string transactionId) => _held.Values
        .Where(refund => refund.TransactionId == transactionId && refund.Status != RefundStatus.Closed)
        .Sum(refund => refund.Amount);

    private SimulatedRefund Asked(string merchantId, RefundCall call, Transaction paid) => new()
    {
        MerchantId = merchantId,
        OutRefundNo = call.OutRefundNo,
        TransactionId = call.TransactionId,
        OutTradeNo = paid.OutTradeNo,
        NotifyUrl = call.NotifyUrl,
        Reason = call.Reason,
        Amount = call.Amount,
        Total = call.Total,
        RefundId = "5030000000" + clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            + Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture),
        CreateTime = clock.GetUtcNow(),
    };

    private static SimulatedAnswer Invalid(string message) => SimulatedAnswer.Error(400, "INVALID_REQUEST", message);
}
