using System.Globalization;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Simulation.Routing;

/// <summary>What is true at one of two channels: which attempts it knows, who paid, what went back.</summary>
internal sealed class ModelChannel(Gate gate, TimeProvider clock, string name, string merchantId) : IPaymentProvider
{
    private readonly Dictionary<string, Trade> _trades = [];
    private int _numbers;

    public string Channel => name;

    public string MerchantId => merchantId;

    /// <summary>Refuses every call, or carries it out and answers nothing that can be read.</summary>
    public bool IsDown { get; set; }

    public List<Notice> Notices { get; } = [];

    public IReadOnlyCollection<string> Numbers => _trades.Keys;

    public string? TenantOf(string merchantId) => "default";

    public int Payments(OrderKey key) => Of(key).Sum(trade => trade.Payments.Count);

    /// <summary>What it holds for us of the order, in minor units.</summary>
    public long Holds(OrderKey key) =>
        Of(key).Sum(trade => (trade.Payments.Count - trade.Refunds.Count) * trade.Order.Total.MinorUnits);

    /// <summary>The order's attempts that could still be paid here, by whoever has the offer.</summary>
    public IEnumerable<string> Payable(OrderKey key) => Of(key)
        .Where(trade => trade is { IsClosed: false, Payments.Count: 0 }).Select(trade => trade.Order.OutTradeNo);

    /// <summary>Somebody pays: where it is open, or where the channel should not have let them.</summary>
    public void Pay(string number, bool evenIfItShouldNot)
    {
        var trade = _trades[number];
        if (trade.Payments.Count > 1 || (!evenIfItShouldNot && (trade.IsClosed || trade.Payments.Count > 0))) return;
        var transaction = $"{name}{(++_numbers).ToString("D4", CultureInfo.InvariantCulture)}";
        trade.Payments.Add(transaction);
        Notices.Add(new(
            trade.Order.Key, Paid(trade, transaction, EvidenceSource.Notification, $"EV-{transaction}"), null));
    }

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_trades.TryGetValue(order.OutTradeNo, out var trade)) _trades[order.OutTradeNo] = trade = new(order);
        if (trade.Payments.Count > 0) return ProviderAnswer.Says(Queried(trade));
        return trade.IsClosed
            ? new(ProviderOutcome.Refused, Code: "ORDER_CLOSED")
            : ProviderAnswer.Says(Says(order, OrderEvent.PrepayAccepted, $"prepay-{order.Attempt}") with
            {
                Offer = new(OfferKind.Code, order.OutTradeNo),
            });
    });

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
        !_trades.TryGetValue(order.OutTradeNo, out var trade) ? new(ProviderOutcome.NotFound)
            : trade.Payments.Count > 0 ? ProviderAnswer.Says(Queried(trade))
            : trade.IsClosed ? ProviderAnswer.Says(Says(order, OrderEvent.ClosedAtProvider, "query-CLOSED--"))
            : new(ProviderOutcome.Nothing));

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_trades.TryGetValue(order.OutTradeNo, out var trade)) return new(ProviderOutcome.NotFound);
        if (trade.Payments.Count > 0) return ProviderAnswer.Says(Queried(trade));
        trade.IsClosed = true;
        return ProviderAnswer.Says(Says(order, OrderEvent.ClosedAtProvider, $"close-{order.Attempt}"));
    });

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) => AskAsync(() =>
    {
        var trade = _trades[order.OutTradeNo];
        Assert.Contains(refund.TransactionId, trade.Payments);
        if (trade.Refunds.Add(refund.TransactionId)) Notices.Add(new(Named(order), null, Gone(refund, "N")));
        return RefundAnswer.Says(Gone(refund, "refund") with { Source = EvidenceSource.Answer });
    });

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) => AskAsync(() =>
        _trades.GetValueOrDefault(order.OutTradeNo)?.Refunds.Contains(refund.TransactionId) == true
            ? RefundAnswer.Says(Gone(refund, "refund") with { Source = EvidenceSource.Answer })
            : new(ProviderOutcome.NotFound));

    /// <summary>It knows our numbers, and no order.</summary>
    private static OrderKey Named(Order order) => order.Key with { OrderId = order.OutTradeNo };

    private async Task<ProviderAnswer> CallAsync(Func<ProviderAnswer> effect)
    {
        try
        {
            var answer = await gate.PassAsync(() => IsDown ? new(ProviderOutcome.Unknown, Code: "500") : effect());
            return answer;
        }
        catch (HttpRequestException e)
        {
            return new(ProviderOutcome.Unknown, Code: e.Message);
        }
    }

    private async Task<RefundAnswer> AskAsync(Func<RefundAnswer> effect)
    {
        try
        {
            return await gate.PassAsync(() => IsDown ? new(ProviderOutcome.Unknown, Code: "500") : effect());
        }
        catch (HttpRequestException e)
        {
            return new(ProviderOutcome.Unknown, Code: e.Message);
        }
    }

    private IEnumerable<Trade> Of(OrderKey key) => _trades.Values.Where(trade => trade.Order.Key == key);

    private Evidence Queried(Trade trade) =>
        Paid(trade, trade.Payments[0], EvidenceSource.Answer, $"query-SUCCESS-{trade.Payments[0]}");

    private Evidence Paid(Trade trade, string transaction, EvidenceSource source, string id) =>
        Says(trade.Order, OrderEvent.PaymentSucceeded, id) with
        {
            Source = source,
            Total = trade.Order.Total,
            TransactionId = transaction,
        };

    private Evidence Says(Order order, OrderEvent happened, string id) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = name,
        MerchantId = merchantId,
    };

    private RefundEvidence Gone(Refund refund, string id) => new()
    {
        Source = EvidenceSource.Notification,
        Id = $"{id}-{refund.Id}",
        RefundId = refund.Id,
        Event = RefundEvent.Succeeded,
        At = clock.GetUtcNow(),
        Provider = name,
        MerchantId = merchantId,
        TransactionId = refund.TransactionId,
        ProviderRefundId = refund.Id,
        Amount = refund.Amount,
        Total = refund.Amount,
    };

    private sealed class Trade(Order order)
    {
        public Order Order => order;

        public List<string> Payments { get; } = [];

        public HashSet<string> Refunds { get; } = [];

        public bool IsClosed { get; set; }
    }
}
