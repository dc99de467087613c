using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Wallets;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Tests.Functions;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Simulation;

/// <summary>
/// The pipeline's own code between a storage and a provider that are simulated, in virtual time. Every piece of work is a
/// process of its own: nothing that it remembers helps the next.
/// </summary>
internal sealed class SimulatedPipeline
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private readonly HttpClientTransport _wire;
    private readonly Dictionary<(OrderKey, string), RefundStanding> _standings = [];

    public SimulatedPipeline()
    {
        Tables = new(Gate);
        Provider = new(Gate, Clock);
        _wire = new(new HttpClient(Tables) { Timeout = Timeout.InfiniteTimeSpan });
    }

    public Gate Gate { get; } = new();

    public ManualClock Clock { get; } = new(Core.Orders.Orders.Noon);

    public MemoryTables Tables { get; }

    public ModelProvider Provider { get; }

    /// <summary>Refunds that somebody has set on their way: their orchestrations wake until they end.</summary>
    public HashSet<(OrderKey Order, string Refund)> RefundsUnderWay { get; } = [];

    public OrderBook Orders() =>
        new(new(Accounts()), new(Accounts(), Clock, NullLogger<Quarantine>.Instance), Clock, NullLogger<OrderBook>.Instance);

    public RefundBook Refunds() =>
        new(new(Accounts()), new(Accounts(), Clock, NullLogger<Quarantine>.Instance), Clock, NullLogger<RefundBook>.Instance);

    public WalletBook Wallets() => new(new(Accounts()), Clock);

    public Quarantine Kept() => new(Accounts(), Clock, NullLogger<Quarantine>.Instance);

    /// <summary>As <c>POST orders</c> does it: the insert, then the prepay, then its answer.</summary>
    public async Task CreateAsync(Order order)
    {
        var created = await Orders().CreateAsync(order, default);
        if (created.Result != CreateResult.OtherExists && created.Stored.Order.State == OrderState.Created)
            await Asking().PrepayAsync(created.Stored, default);
    }

    /// <summary>As the order's orchestration wakes: it reads, and asks.</summary>
    public async Task WakeAsync(OrderKey key)
    {
        if (await Orders().FindStoredAsync(key, default) is { } stored) await Asking().AskAsync(stored, default);
    }

    public async Task CloseAsync(OrderKey key) => await Orders().ApplyAsync(
        key, Core.Orders.Orders.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested) with { At = Clock.GetUtcNow() }, default);

    /// <summary>As a callback goes: apply, start what has to follow, acknowledge. What fails is not acknowledged.</summary>
    public async Task HearAsync(Notice notice)
    {
        if (notice.OfRefund is { } told)
        {
            notice.IsAcknowledged |= (await Refunds().ApplyAsync(notice.Order, told, default)).Outcome != ApplyOutcome.Contended;
            return;
        }

        var applied = await Orders().ApplyAsync(notice.Order, notice.OfOrder!, default);
        if (applied.Outcome == ApplyOutcome.Contended) return;
        if (applied.Refund is { } back) RefundsUnderWay.Add((notice.Order, back.Id));
        notice.IsAcknowledged = true;
    }

    /// <summary>As <c>POST …/refunds</c>: reserve, and set it on its way.</summary>
    public Task RefundAsync(OrderKey key, NewRefund asked)
    {
        var started = new Func<Order, Refund, Task<bool>>((_, refund) =>
        {
            RefundsUnderWay.Add((key, refund.Id));
            return Task.FromResult(true);
        });
        return Refunds().RequestAsync(key, asked, started, default);
    }

    /// <summary>As a refund's orchestration wakes: how the wake before ended is in its history, and nowhere else.</summary>
    public async Task WakeRefundAsync(OrderKey key, string refundId)
    {
        if (await Refunds().FindWithOrderAsync(key, refundId, default) is not { } known) return;
        var last = _standings.GetValueOrDefault((key, refundId), RefundStanding.ToSend);
        var asking = new RefundAsking(Refunds(), new([Provider]), Clock, NullLogger<RefundAsking>.Instance);
        _standings[(key, refundId)] = (await asking.AskAsync(known, last, default)).Standing;
    }

    /// <summary>An operator has an abnormal refund tried once more: its orchestration is started anew.</summary>
    public async Task RestartRefundAsync(OrderKey key, string refundId)
    {
        if (await Refunds().FindAsync(key, refundId, default) is not { State: RefundState.Abnormal } refund) return;
        var restart = new RefundEvidence
        {
            Source = EvidenceSource.Operator,
            Id = $"restart-{refundId}-{refund.Round}",
            RefundId = refundId,
            Event = RefundEvent.Restarted,
            At = Clock.GetUtcNow(),
        };
        await Refunds().ApplyAsync(key, restart, default);
        _standings[(key, refundId)] = RefundStanding.ToSend;
    }

    private OrderAsking Asking() => Routed.Asking(Orders(), Accounts(), Clock, [Provider]);

    private TableAccounts Accounts() => new(Options.Create(new StorageOptions
    {
        Orders = [$"DefaultEndpointsProtocol=http;AccountName=simulated;AccountKey={Key};TableEndpoint=http://tables.invalid"],
        Retries = 0, // A retry waits by the real clock.
        NetworkTimeout = TimeSpan.FromHours(1),
    }), _wire);
}
