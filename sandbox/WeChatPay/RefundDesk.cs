using System.Collections.Concurrent;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Carries refunds out by their plans: now, later, stuck, refused first; and has them notified.</summary>
internal sealed class RefundDesk(
    TransactionBook payments, SplitDesk splits, NoticeDesk notices, double timeScale, TimeProvider clock, CancellationToken stopping)
{
    private readonly RefundLedger _ledger = new(payments, splits, clock);
    private readonly ConcurrentDictionary<string, RefundPlan> _plans = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly ConcurrentBag<Task> _underWay = [];

    public void PlanFor(string number, RefundPlan plan) => _plans[number] = plan;

    /// <summary>What is held of refunds, for whoever tells of them in another way.</summary>
    public RefundLedger Ledger => _ledger;

    public SimulatedRefund[] Of(string outTradeNo) => _ledger.Of(outTradeNo);

    /// <summary>What refunds have taken of a payment.</summary>
    public long TakenOf(string transactionId) => _ledger.TakenOf(transactionId);

    /// <returns>Null when the call is not about a refund.</returns>
    public async Task<SimulatedAnswer?> CarryAsync(Route call, MerchantAccount account, byte[] body) =>
        call.Operation switch
        {
            Route.Refund => await PlaceAsync(account, body),
            Route.QueryRefund => _ledger.Find(account.MerchantId, call.OutTradeNo) is { } held
                ? SimulatedAnswer.Ok(RefundWords.Answer(held))
                : SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "退款单不存在"),
            Route.RestartRefund => Restart(account, call.OutTradeNo),
            _ => null,
        };

    /// <summary>Waits for the runs that the stop has cancelled.</summary>
    public async Task DrainAsync()
    {
        foreach (var run in _underWay) await run;
    }

    private async Task<SimulatedAnswer> PlaceAsync(MerchantAccount account, byte[] body)
    {
        var (call, problem) = RefundCall.Read(body);
        if (call is null) return SimulatedAnswer.Error(400, "PARAM_ERROR", problem!);
        var payment = payments.FindPayment(account.MerchantId, call.TransactionId);
        var plan = PlanOf(call.OutRefundNo, payment?.OutTradeNo);
        var nth = _calls.AddOrUpdate(call.OutRefundNo, 1, (_, before) => before + 1);
        if (nth <= plan.RefusedFirst.Count) return Later(plan.RefusedFirst[nth - 1]);

        var (refund, refused, isNew) = _ledger.Place(account.MerchantId, call);
        if (refused is not null) return refused;
        var answer = SimulatedAnswer.Ok(RefundWords.Answer(refund!)); // As it stands now, whatever comes before it goes.
        if (isNew && plan.NoticeBeforeAnswer) await EndAsync(account, refund!, plan.End, TimeSpan.Zero);
        else if (isNew) _underWay.Add(EndAsync(account, refund!, plan.End, plan.Takes));
        return nth - plan.RefusedFirst.Count <= plan.LostAnswers ? SimulatedAnswer.Lost : answer;
    }

    private SimulatedAnswer Restart(MerchantAccount account, string outRefundNo)
    {
        if (_ledger.Restart(account.MerchantId, outRefundNo) is not { } refund)
            return SimulatedAnswer.Error(400, "INVALID_REQUEST", "退款单状态不允许发起异常退款");
        var plan = PlanOf(outRefundNo, refund.OutTradeNo);
        _underWay.Add(EndAsync(account, refund, plan.EndAfterRestart, plan.Takes));
        return SimulatedAnswer.Ok(RefundWords.Answer(refund));
    }

    private async Task EndAsync(MerchantAccount account, SimulatedRefund refund, RefundStatus end, TimeSpan takes)
    {
        if (end == RefundStatus.Processing) return;
        try
        {
            if (takes > TimeSpan.Zero) await Task.Delay(takes * timeScale, clock, stopping);
            if (_ledger.End(refund, end) is not { } ended) return;
            await notices.SendAsync(
                Notice.OfRefund(account, ended, clock.GetUtcNow()), untilDelivered: takes == TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The sandbox ends before the refund does.
        }
    }

    private RefundPlan PlanOf(string outRefundNo, string? outTradeNo) =>
        _plans.GetValueOrDefault(outRefundNo)
        ?? (outTradeNo is null ? null : _plans.GetValueOrDefault(outTradeNo))
        ?? RefundPlan.Normal;

    private static SimulatedAnswer Later(string code) => code switch
    {
        "NOT_ENOUGH" => SimulatedAnswer.Error(403, code, "基本账户余额不足，请充值后重新发起"),
        "FREQUENCY_LIMITED" => SimulatedAnswer.Error(429, code, "频率超限，请降低请求接口频率"),
        "SYSTEM_ERROR" => SimulatedAnswer.Error(500, code, "系统错误，请使用相同参数重新调用"),
        _ => SimulatedAnswer.Error(403, code, "拒绝"),
    };
}
