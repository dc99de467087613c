using System.Globalization;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>Every trade that UnionPay knows, and the rules by which one comes to be.</summary>
internal sealed class UnionPayBook(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string MerchantId, string OrderId, string TxnTime), UnionPayTrade> _held = [];
    private long _lastNumber;

    public UnionPayTrade? Find(string merchantId, string orderId, string txnTime)
    {
        lock (_gate) return _held.GetValueOrDefault((merchantId, orderId, txnTime));
    }

    /// <summary>The payment of that number, whoever's it is: numbers are unique within a sandbox.</summary>
    public UnionPayTrade? FindPayment(string orderId)
    {
        lock (_gate) return _held.Values.SingleOrDefault(one => one.OrderId == orderId && one.TxnType == "01");
    }

    public UnionPayTrade? FindByQueryId(string queryId)
    {
        lock (_gate) return _held.Values.SingleOrDefault(one => one.QueryId == queryId);
    }

    /// <summary>What was sent back of a payment.</summary>
    public UnionPayTrade[] SentBack(string queryId)
    {
        lock (_gate) return [.. _held.Values.Where(one => one.OriginalQueryId == queryId && one.IsDone)];
    }

    /// <summary>A payer's browser or app brings a payment; the same one again is the same one.</summary>
    public string Place(UnionPayTrade asked)
    {
        lock (_gate)
        {
            if (asked.PayTimeout <= clock.GetUtcNow()) return "39";
            if (Find(asked.MerchantId, asked.OrderId, asked.TxnTime) is not { } held)
            {
                Keep(asked);
                return "00";
            }
            return held.IsDone ? "12" : held.Amount == asked.Amount ? "00" : "36";
        }
    }

    /// <summary>Takes the payer's money; null when UnionPay would not have let them pay.</summary>
    /// <param name="total">What is booked instead of the order's amount: a contradiction.</param>
    /// <param name="evenIfLate">A bank's own page ends after the time-out.</param>
    public UnionPayTrade? Pay(string orderId, long? total, bool evenIfLate)
    {
        lock (_gate)
        {
            if (FindPayment(orderId) is not { IsDone: false } held) return null;
            if (!evenIfLate && held.PayTimeout <= clock.GetUtcNow()) return null;
            return Keep(Paid(held, total));
        }
    }

    /// <summary>The payment as it would be if it were paid; nothing is booked.</summary>
    public UnionPayTrade Paid(UnionPayTrade held, long? total) => held with
    {
        RespCode = "00",
        Amount = total ?? held.Amount,
        DoneAt = clock.GetUtcNow(),
    };

    /// <summary>One refund or reversal; <paramref name="made"/> is null where no money moved.</summary>
    public string SendBack(UnionPayTrade asked, out UnionPayTrade? made)
    {
        made = null;
        lock (_gate)
        {
            if (Find(asked.MerchantId, asked.OrderId, asked.TxnTime) is not null) return "12";
            var payment = _held.Values.SingleOrDefault(
                one => one.QueryId == asked.OriginalQueryId && one.MerchantId == asked.MerchantId && one.TxnType == "01");
            if (payment is not { IsDone: true }) return "35";
            var before = SentBack(payment.QueryId);
            if (before.Any(one => one.TxnType == "31")) return "35";
            if (asked.TxnType == "31" && (before.Length > 0 || asked.Amount != payment.Amount || !IsOfToday(payment)))
                return before.Length > 0 ? "35" : "36";
            if (before.Sum(one => one.Amount) + asked.Amount > payment.Amount) return "36";
            made = Keep(asked with { RespCode = "00", DoneAt = clock.GetUtcNow() });
            return "00";
        }
    }

    /// <summary>Takes in what was done before anybody watched.</summary>
    public void Seed(IEnumerable<UnionPayTrade> trades)
    {
        lock (_gate)
        {
            foreach (var trade in trades) Keep(trade);
        }
    }

    /// <summary>All that was done for a merchant: payments, refunds and reversals.</summary>
    public UnionPayTrade[] DoneOf(string merchantId)
    {
        lock (_gate) return [.. _held.Values.Where(one => one.MerchantId == merchantId && one.IsDone)];
    }

    public string NewQueryId() => UnionPayWords.Time(clock.GetUtcNow())
        + Interlocked.Increment(ref _lastNumber).ToString("D7", CultureInfo.InvariantCulture);

    private bool IsOfToday(UnionPayTrade payment) =>
        UnionPayWords.Day(payment.DoneAt!.Value) == UnionPayWords.Day(clock.GetUtcNow());

    private UnionPayTrade Keep(UnionPayTrade trade) =>
        _held[(trade.MerchantId, trade.OrderId, trade.TxnTime)] = trade;
}
