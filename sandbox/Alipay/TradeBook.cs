using System.Globalization;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>Every trade that Alipay knows, and the rules by which one changes.</summary>
internal sealed class TradeBook(TimeProvider clock)
{
    private static readonly TimeSpan CancelWithin = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AlipayTrade> _held = [];
    private long _lastNumber = 1_000_000_000;

    /// <summary>The order of that number, whoever's it is: numbers are unique within a sandbox.</summary>
    public AlipayTrade? Find(string outTradeNo)
    {
        lock (_gate) return _held.GetValueOrDefault(outTradeNo) is { } held ? Aged(held) : null;
    }

    /// <summary>Every trade of that application that was paid.</summary>
    public AlipayTrade[] PaidOf(string appId)
    {
        lock (_gate) return [.. _held.Values.Where(one => one.AppId == appId && one.PaidAt is not null)];
    }

    /// <summary>Holds what was done before anybody looked.</summary>
    public void Put(AlipayTrade past)
    {
        lock (_gate) _held[past.OutTradeNo] = past;
    }

    /// <summary>The same as calls see it: without a payer there is no trade yet.</summary>
    public AlipayTrade? FindTrade(string appId, string? outTradeNo, string? tradeNo)
    {
        lock (_gate)
        {
            var held = string.IsNullOrEmpty(tradeNo)
                ? _held.GetValueOrDefault(outTradeNo ?? "")
                : _held.Values.SingleOrDefault(one => one.TradeNo == tradeNo);
            return held is { State: not AlipayTradeState.NotOpened } && held.AppId == appId ? Aged(held) : null;
        }
    }

    /// <summary>Takes an order that no payer has opened yet; the answer says why not.</summary>
    public GatewayAnswer Place(AlipayTrade asked)
    {
        lock (_gate)
        {
            var held = Find(asked.OutTradeNo);
            if (held is null) _held.Add(asked.OutTradeNo, held = asked);
            return held.State switch
            {
                AlipayTradeState.Paid => GatewayAnswer.Failed("ACQ.TRADE_HAS_SUCCESS", "交易已被支付"),
                AlipayTradeState.Closed => GatewayAnswer.Failed("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"),
                _ when !held.SameParameters(asked) => GatewayAnswer.Failed("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改"),
                _ => GatewayAnswer.Ok(new() { ["out_trade_no"] = held.OutTradeNo, ["qr_code"] = held.Offer }),
            };
        }
    }

    /// <summary>The payer scans the code or opens the page: now there is a trade. Null when it can't be.</summary>
    public AlipayTrade? Open(string outTradeNo)
    {
        lock (_gate)
        {
            if (Find(outTradeNo) is not { } held) return null;
            if (held.State != AlipayTradeState.NotOpened) return held;
            if (held.TimeExpire <= clock.GetUtcNow()) return null;
            return _held[outTradeNo] = held with { State = AlipayTradeState.Waiting, TradeNo = NewTradeNo() };
        }
    }

    /// <summary>Takes the payer's money; null when Alipay would not have let them pay.</summary>
    /// <param name="total">What is booked instead of the order's amount: a contradiction.</param>
    /// <param name="evenIfLate">A payment begun in time ends after the expiry or the close.</param>
    public AlipayTrade? Pay(string outTradeNo, decimal? total, bool evenIfLate)
    {
        lock (_gate)
        {
            var held = evenIfLate ? _held.GetValueOrDefault(outTradeNo) : Open(outTradeNo);
            if (held is null || held.State == AlipayTradeState.Paid) return null;
            if (!evenIfLate && held.State != AlipayTradeState.Waiting) return null;
            return _held[outTradeNo] = Paid(held, total);
        }
    }

    /// <summary>The trade as it would be if it were paid; nothing is booked.</summary>
    public AlipayTrade Paid(AlipayTrade held, decimal? total) => held with
    {
        State = AlipayTradeState.Paid,
        TradeNo = held.TradeNo ?? NewTradeNo(),
        PaidTotal = total ?? held.Total,
        PaidAt = clock.GetUtcNow(),
    };

    public GatewayAnswer Close(AlipayTrade trade)
    {
        lock (_gate)
        {
            if (trade.State == AlipayTradeState.Paid)
                return GatewayAnswer.Failed("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
            if (trade.State == AlipayTradeState.Closed) return GatewayAnswer.Failed("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
            _held[trade.OutTradeNo] = trade with { State = AlipayTradeState.Closed };
            return GatewayAnswer.Ok(new() { ["trade_no"] = trade.TradeNo, ["out_trade_no"] = trade.OutTradeNo });
        }
    }

    /// <summary>Closes what is unpaid, sends back what is paid; a repeat finds it done and says so again.</summary>
    /// <param name="made">What went back by this very call; null: nothing.</param>
    public GatewayAnswer Cancel(AlipayTrade trade, out AlipayRefund? made)
    {
        made = null;
        lock (_gate)
        {
            trade = _held[trade.OutTradeNo];
            if (trade.State != AlipayTradeState.Paid)
            {
                _held[trade.OutTradeNo] = trade with { State = AlipayTradeState.Closed };
                return Cancelled(trade, "close");
            }

            if (clock.GetUtcNow() - trade.PaidAt > CancelWithin)
                return GatewayAnswer.Failed("ACQ.REASON_ILLEGAL_STATUS", "交易状态异常");
            if (trade.Refunded < trade.PaidTotal)
            {
                made = new(null, trade.PaidTotal - trade.Refunded, clock.GetUtcNow());
                _held[trade.OutTradeNo] = trade = trade with { Refunds = [.. trade.Refunds, made] };
            }

            return Cancelled(trade, "refund");
        }
    }

    private static GatewayAnswer Cancelled(AlipayTrade trade, string action) => GatewayAnswer.Ok(new()
    {
        ["action"] = action,
        ["out_trade_no"] = trade.OutTradeNo,
        ["retry_flag"] = "N",
        ["trade_no"] = trade.TradeNo,
    });

    /// <summary>One refund; <paramref name="made"/> is null where no money moved.</summary>
    public GatewayAnswer Refund(AlipayTrade trade, string requestNo, decimal amount, out AlipayRefund? made)
    {
        made = null;
        lock (_gate)
        {
            trade = _held[trade.OutTradeNo];
            if (trade.State != AlipayTradeState.Paid)
                return GatewayAnswer.Failed("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
            var before = trade.Refunds.FirstOrDefault(one => one.RequestNo == requestNo);
            if (before is not null && before.Amount != amount)
                return GatewayAnswer.Failed("ACQ.DISCORDANT_REPEAT_REQUEST", "不一致的请求");
            if (before is null && trade.Refunded + amount > trade.PaidTotal)
                return GatewayAnswer.Failed("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限");
            if (before is null)
            {
                made = new(requestNo, amount, clock.GetUtcNow());
                _held[trade.OutTradeNo] = trade = trade with { Refunds = [.. trade.Refunds, made] };
            }

            return GatewayAnswer.Ok(new()
            {
                ["fund_change"] = made is null ? "N" : "Y",
                ["gmt_refund_pay"] = AlipayWords.Beijing(clock.GetUtcNow()),
                ["out_trade_no"] = trade.OutTradeNo,
                ["refund_fee"] = AlipayWords.Yuan(trade.Refunded),
                ["trade_no"] = trade.TradeNo,
            });
        }
    }

    /// <summary>Unpaid at its expiry, a trade is closed.</summary>
    private AlipayTrade Aged(AlipayTrade held) =>
        held.State == AlipayTradeState.Waiting && held.TimeExpire <= clock.GetUtcNow()
            ? _held[held.OutTradeNo] = held with { State = AlipayTradeState.Closed }
            : held;

    private string NewTradeNo() =>
        clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "22001400"
            + Interlocked.Increment(ref _lastNumber).ToString("D12", CultureInfo.InvariantCulture);
}
