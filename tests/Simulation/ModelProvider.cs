using System.Globalization;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Simulation;

/// <summary>A message on its way to us; it comes until it is acknowledged, and may come again after that.</summary>
internal sealed record Notice(
    OrderKey Order, Evidence? OfOrder, RefundEvidence? OfRefund, ShareNotice? OfShare = null)
{
    public bool IsAcknowledged { get; set; }
}

/// <summary>What is true at the provider: who paid, what went back. Calls of ours wait at the gate.</summary>
internal sealed class ModelProvider(Gate gate, TimeProvider clock)
    : IPaymentProvider, ISharingProvider, IReversingProvider
{
    private readonly Dictionary<string, Account> _orders = [];
    private int _numbers;

    public List<Notice> Notices { get; } = [];

    public string Channel => "wechatpay";

    /// <summary>What we asked for and the payment did not hold: nothing of ours should ever have to be refused for it.</summary>
    public List<string> Refused { get; } = [];

    public string? TenantOf(string merchantId) => "default";

    /// <summary>The payments that the order's payer really made, by the provider's own numbers.</summary>
    public IReadOnlyCollection<string> Payments(OrderKey key) => Find(key)?.Payments ?? [];

    /// <summary>What the provider still holds for us of the order, in minor units.</summary>
    public long Holds(OrderKey key) => Find(key) is not { } account
        ? 0
        : ((account.Payments.Count - (account.IsReversed ? 1 : 0)) * account.Total.MinorUnits)
            - account.Refunds.Values.Where(refund => refund.Gone).Sum(refund => refund.Amount);

    /// <summary>What receivers have of the order, in minor units.</summary>
    public long Shared(OrderKey key) => Find(key)?.Sharing?.Held ?? 0;

    /// <summary>Whether the order's rest was released to the merchant.</summary>
    public bool IsReleased(OrderKey key) => Find(key)?.Sharing?.IsReleased ?? false;

    /// <summary>Somebody pays. A provider takes money for an order that it knows, once; a late or a second payment is its own fault, and real.</summary>
    public void Pay(OrderKey key, bool evenIfItShouldNot)
    {
        if (Find(key) is not { } account) return;
        var open = account is { IsClosed: false, Payments.Count: 0 };
        if (!open && (!evenIfItShouldNot || account.IsReversed || account.Payments.Count == 2)) return;
        var transaction = $"42{Number()}";
        account.Payments.Add(transaction);
        account.LastPaidAt = clock.GetUtcNow();
        Notices.Add(new(key, Paid(account, key, transaction, EvidenceSource.Notification, $"EV{Number()}"), null));
    }

    /// <summary>A refund that is on its way ends: it went, it was closed, or it stuck.</summary>
    public void EndRefund(OrderKey key, RefundEvent end)
    {
        if (Find(key)?.Refunds.Values.FirstOrDefault(refund => refund.State == RefundEvent.Accepted) is not { } refund) return;
        refund.State = end;
        Notices.Add(new(key, null, Says(key, refund, EvidenceSource.Notification, $"EV{Number()}")));
    }

    /// <summary>A split or a return that is on its way ends; each receiver's part is told by a message of its own.</summary>
    public void EndSplit(OrderKey key, bool goesWrong)
    {
        if (Find(key)?.Sharing is not { } sharing) return;
        foreach (var told in sharing.End(goesWrong)) Notices.Add(new(key, null, null, told));
    }

    public bool IsReceiver(Order order, string account) => account is Core.Splits.Splits.Partner or Core.Splits.Splits.Agent;

    public Task<SplitAnswer> SplitAsync(Order order, Split split, CancellationToken cancellation) => ShareAsync(() =>
        Noted(SharingOf(order).Place(split, _orders[order.OutTradeNo].Free(split.TransactionId)), split.Number));

    public Task<SplitAnswer> QuerySplitAsync(Order order, Split split, CancellationToken cancellation) =>
        ShareAsync(() => SharingOf(order).Query(split));

    public Task<SplitAnswer> ReturnShareAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) =>
        ShareAsync(() => Noted(SharingOf(order).Return(split, given), given.Number));

    public Task<SplitAnswer> QueryReturnAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) =>
        ShareAsync(() => SharingOf(order).QueryReturn(given));

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_orders.TryGetValue(order.OutTradeNo, out var account))
            _orders[order.OutTradeNo] = account = new(order.Key, order.Total);
        if (account.Payments.Count > 0) return ProviderAnswer.Says(Queried(account, order));
        if (account.IsClosed) return new(ProviderOutcome.Refused, Code: "ORDERCLOSED");
        return ProviderAnswer.Says(Answer(order, OrderEvent.PrepayAccepted, $"prepay-{order.Attempt}") with
        {
            Offer = new(OfferKind.Code, "weixin://wxpay/bizpayurl?pr=1"),
        });
    });

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_orders.TryGetValue(order.OutTradeNo, out var account)) return new(ProviderOutcome.NotFound, Code: "ORDER_NOT_EXIST");
        if (account.Payments.Count > 0) return ProviderAnswer.Says(Queried(account, order));
        return account.IsClosed
            ? ProviderAnswer.Says(Answer(order, OrderEvent.ClosedAtProvider, "query-CLOSED--"))
            : new(ProviderOutcome.Nothing, Code: "NOTPAY");
    });

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_orders.TryGetValue(order.OutTradeNo, out var account)) return new(ProviderOutcome.NotFound, Code: "ORDER_NOT_EXIST");
        if (account.Payments.Count > 0) return ProviderAnswer.Says(Queried(account, order));
        account.IsClosed = true;
        return ProviderAnswer.Says(Answer(order, OrderEvent.ClosedAtProvider, $"close-{order.Attempt}"));
    });

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) => AskAsync(() =>
    {
        var account = _orders[order.OutTradeNo];
        if (!account.Refunds.TryGetValue(refund.Id, out var known))
        {
            if (refund.Amount.MinorUnits > account.Free(refund.TransactionId))
            {
                Refused.Add(refund.Id);
                return new(ProviderOutcome.Later, Code: "NOT_ENOUGH");
            }

            account.Refunds[refund.Id] = known = new(refund.Id, refund.TransactionId, refund.Amount.MinorUnits, $"50{Number()}");
        }

        if (known.State == RefundEvent.Abnormal) known.State = RefundEvent.Accepted; // Sent to another account of the payer's.
        return RefundAnswer.Says(Says(order.Key, known, EvidenceSource.Answer, $"refund-{refund.Id}-{known.State}"));
    });

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) => AskAsync(() =>
        _orders.GetValueOrDefault(order.OutTradeNo)?.Refunds.GetValueOrDefault(refund.Id) is { } known
            ? RefundAnswer.Says(Says(order.Key, known, EvidenceSource.Answer, $"refund-{refund.Id}-{known.State}"))
            : new(ProviderOutcome.NotFound, Code: "RESOURCE_NOT_EXISTS"));

    public DateTimeOffset ReversibleUntil(DateTimeOffset paidAt) => paidAt.AddDays(1);

    /// <summary>It believes whoever asks: that no refund goes beside it is ours to see to.</summary>
    public Task<ProviderAnswer> ReverseAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_orders.TryGetValue(order.OutTradeNo, out var account)) return Closed(order);
        if (account.Payments.Count > 1) return new(ProviderOutcome.Refused, Code: "PAID_TWICE");
        if (account.Payments.Count == 0) account.IsClosed = true;
        else account.IsReversed = true;
        return Told(account, order);
    });

    public Task<ProviderAnswer> QueryReversalAsync(Order order, CancellationToken cancellation) => CallAsync(() =>
        _orders.TryGetValue(order.OutTradeNo, out var account)
            ? Told(account, order)
            : new(ProviderOutcome.NotFound, Code: "ORDER_NOT_EXIST"));

    private ProviderAnswer Told(Account account, Order order)
    {
        if (account.Payments.Count == 0)
            return account.IsClosed ? Closed(order) : new(ProviderOutcome.Nothing, Code: "NOTPAY");
        var paid = Queried(account, order);
        return ProviderAnswer.Says(account.IsReversed && order.TransactionId is not null
            ? paid with { Id = $"reversed-{paid.TransactionId}", Event = OrderEvent.PaymentRevoked, At = clock.GetUtcNow() }
            : paid);
    }

    private ProviderAnswer Closed(Order order) =>
        ProviderAnswer.Says(Answer(order, OrderEvent.ClosedAtProvider, $"cancel-{order.Attempt}"));

    private async Task<ProviderAnswer> CallAsync(Func<ProviderAnswer> effect)
    {
        try
        {
            return await gate.PassAsync(effect);
        }
        catch (HttpRequestException e)
        {
            return new(ProviderOutcome.Unknown, Code: e.Message);
        }
    }

    private async Task<SplitAnswer> ShareAsync(Func<SplitAnswer> effect)
    {
        try
        {
            return await gate.PassAsync(effect);
        }
        catch (HttpRequestException e)
        {
            return new(ProviderOutcome.Unknown, Code: e.Message);
        }
    }

    private SplitAnswer Noted(SplitAnswer answer, string number)
    {
        if (answer.Outcome == ProviderOutcome.Refused) Refused.Add(number);
        return answer;
    }

    private ModelSharing SharingOf(Order order) =>
        _orders[order.OutTradeNo].Sharing ??= new(order.Key, clock, Number);

    private async Task<RefundAnswer> AskAsync(Func<RefundAnswer> effect)
    {
        try
        {
            return await gate.PassAsync(effect);
        }
        catch (HttpRequestException e)
        {
            return new(ProviderOutcome.Unknown, Code: e.Message);
        }
    }

    private Account? Find(OrderKey key) => _orders.Values.FirstOrDefault(account => account.Key == key);

    private Evidence Queried(Account account, Order order) =>
        Paid(account, order.Key, account.Payments[0], EvidenceSource.Answer, $"query-SUCCESS-{account.Payments[0]}");

    private Evidence Paid(Account account, OrderKey key, string transaction, EvidenceSource source, string id) =>
        Core.Orders.Orders.Paid(id, transaction) with { Source = source, At = account.LastPaidAt, Total = account.Total };

    private Evidence Answer(Order order, OrderEvent happened, string id) =>
        Core.Orders.Orders.Answer(happened, id) with { At = clock.GetUtcNow(), Attempt = order.Attempt };

    private RefundEvidence Says(OrderKey key, Sent refund, EvidenceSource source, string id) => new()
    {
        Source = source,
        Id = id,
        RefundId = refund.Id,
        Event = refund.State,
        At = clock.GetUtcNow(),
        Provider = Channel,
        MerchantId = "1900000001",
        TransactionId = refund.TransactionId,
        ProviderRefundId = refund.Number,
        Amount = new(refund.Amount, Currency.Cny),
        Total = Find(key)!.Total,
    };

    private string Number() => (++_numbers).ToString("D4", CultureInfo.InvariantCulture);

    private sealed class Account(OrderKey key, Money total)
    {
        public OrderKey Key => key;

        public Money Total => total;

        public List<string> Payments { get; } = [];

        public Dictionary<string, Sent> Refunds { get; } = [];

        public bool IsClosed { get; set; }

        public ModelSharing? Sharing { get; set; }

        /// <summary>What of that payment is neither refunded, nor about to be, nor with receivers.</summary>
        public long Free(string transactionId) => total.MinorUnits
            - Refunds.Values.Where(refund => refund.TransactionId == transactionId && refund.State != RefundEvent.Closed)
                .Sum(refund => refund.Amount)
            - (Sharing?.Bound(transactionId) ?? 0);

        /// <summary>Its one payment went back as a whole.</summary>
        public bool IsReversed { get; set; }

        public DateTimeOffset LastPaidAt { get; set; }
    }

    private sealed class Sent(string id, string transactionId, long amount, string number)
    {
        public string Id => id;

        public string TransactionId => transactionId;

        public long Amount => amount;

        public string Number => number;

        public RefundEvent State { get; set; } = RefundEvent.Accepted;

        public bool Gone => State == RefundEvent.Succeeded;
    }
}
