using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Splits;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Wallets;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Reversals;
using PayFunctions.Splits;
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
    private TableAccounts? _accounts;
    private readonly Dictionary<(OrderKey, string), RefundStanding> _standings = [];
    private readonly Dictionary<(OrderKey, string, string?), SplitStanding> _splitStandings = [];

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

    /// <summary>Splits and returns that somebody has set on their way.</summary>
    public HashSet<(OrderKey Order, string Split, string? Return)> SplitsUnderWay { get; } = [];

    public OrderBook Orders() =>
        new(new(Accounts()), new(Accounts(), Clock, NullLogger<Quarantine>.Instance), Clock, NullLogger<OrderBook>.Instance);

    public RefundBook Refunds() =>
        new(new(Accounts()), new(Accounts(), Clock, NullLogger<Quarantine>.Instance), Clock, NullLogger<RefundBook>.Instance);

    public SplitBook Splits() =>
        new(new(Accounts()), new(Accounts(), Clock, NullLogger<Quarantine>.Instance), Clock, NullLogger<SplitBook>.Instance);

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

    /// <summary>As <c>POST …/reverse</c>: nothing else may take of the payment from then on.</summary>
    public async Task ReverseAsync(OrderKey key)
    {
        if (await Orders().FindStoredAsync(key, default) is not { } stored) return;
        var asked = Core.Orders.Orders.Ours(EvidenceSource.Merchant, OrderEvent.ReversalRequested) with
        {
            Id = ReversalDecision.EvidenceId(stored.Order),
            At = Clock.GetUtcNow(),
            Code = "wrong till",
        };
        await Orders().ReverseAsync(stored, asked, Provider.ReversibleUntil, default);
    }

    /// <summary>As a reversal's orchestration wakes, which does one thing after the other.</summary>
    public async Task WakeReversalAsync(OrderKey key)
    {
        if (await Orders().FindStoredAsync(key, default) is not { Order.IsBeingReversed: true } stored) return;
        await new ReversalAsking(Orders(), new([Provider]), Clock, NullLogger<ReversalAsking>.Instance)
            .AskAsync(stored, default);
    }

    /// <summary>As a callback goes: apply, start what has to follow, acknowledge. What fails is not acknowledged.</summary>
    public async Task HearAsync(Notice notice)
    {
        if (notice.OfRefund is { } told)
        {
            notice.IsAcknowledged |= (await Refunds().ApplyAsync(notice.Order, told, default)).Outcome != ApplyOutcome.Contended;
            return;
        }

        if (notice.OfShare is { } share)
        {
            notice.IsAcknowledged |= (await Splits().ApplyAsync(notice.Order, share, default)).Outcome != ApplyOutcome.Contended;
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
        var asked = await asking.AskAsync(known, last, default);
        _standings[(key, refundId)] = asked.Standing;
        if (asked.NeedsShares) await Splits().CallSharesBackAsync(key, SetOnItsWay, default);
    }

    /// <summary>As <c>POST …/splits</c>: set apart, and set it on its way.</summary>
    public Task SplitAsync(OrderKey key, NewSplit asked) =>
        Splits().RequestAsync(key, asked, Provider.IsReceiver, SetOnItsWay, default);

    /// <summary>As <c>POST …/splits/{splitId}/returns</c>.</summary>
    public Task ReturnAsync(OrderKey key, string splitId, NewReturn asked) =>
        Splits().RequestAsync(key, splitId, asked, SetOnItsWay, default);

    /// <summary>As the orchestration of a split, or of a return, wakes.</summary>
    public async Task WakeSplitAsync(OrderKey key, string splitId, string? returnId)
    {
        if (await Splits().FindWithOrderAsync(key, splitId, default) is not { } known
            || (returnId is not null && known.Split.Split.Return(returnId) is null))
        {
            return;
        }

        var last = _splitStandings.GetValueOrDefault((key, splitId, returnId), SplitStanding.ToSend);
        var asking = new SplitAsking(
            Splits(), new([Provider]), new Monitored<SplitsOptions>(new()), Clock, NullLogger<SplitAsking>.Instance);
        _splitStandings[(key, splitId, returnId)] = (await asking.AskAsync(known, returnId, last, default)).Standing;
    }

    private Task<bool> SetOnItsWay(Order order, SplitAsked written)
    {
        SplitsUnderWay.Add((order.Key, written.Split!.Id, written.Return?.Id));
        return Task.FromResult(true);
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

    /// <remarks>A client of the tables knows nothing of what it has done: one serves every process of the story.</remarks>
    private TableAccounts Accounts() => _accounts ??= new(Options.Create(new StorageOptions
    {
        Orders = [$"DefaultEndpointsProtocol=http;AccountName=simulated;AccountKey={Key};TableEndpoint=http://tables.invalid"],
        Retries = 0, // A retry waits by the real clock.
        NetworkTimeout = TimeSpan.FromHours(1),
    }), _wire);
}
