using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Routing;
using PayFunctions.Tests.Infra.Audit;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Simulation.Routing;

/// <summary>The pipeline's own code between a simulated storage and two simulated channels, in virtual time.</summary>
internal sealed class RoutedPipeline
{
    private readonly HttpClientTransport _wire;
    private TableAccounts? _accounts;
    private readonly RoutingOptions _options = new();
    private readonly ChannelBoard _board;

    public RoutedPipeline()
    {
        First = new(Gate, Clock, "wechatpay", "1900000001");
        Second = new(Gate, Clock, "alipay", "2021000000000001");
        _wire = new(new HttpClient(new MemoryTables(Gate)) { Timeout = Timeout.InfiniteTimeSpan });
        _options.Routes["first"] = new() { Channel = First.Channel, MerchantId = First.MerchantId };
        _options.Routes["second"] = new() { Channel = Second.Channel, MerchantId = Second.MerchantId, Priority = 1 };
        _options.Breaker.CallsLeast = 4;
        _board = new(
            new(Accounts()), Audits.Writer(Accounts(), Clock), new Monitored<RoutingOptions>(_options), Clock, NullLogger<ChannelBoard>.Instance);
    }

    public Gate Gate { get; } = new();

    public ManualClock Clock { get; } = new(Core.Orders.Orders.Noon);

    public ModelChannel First { get; }

    public ModelChannel Second { get; }

    public ModelChannel[] Both => [First, Second];

    /// <summary>Refunds that somebody has set on their way.</summary>
    public HashSet<(OrderKey Order, string Refund)> RefundsUnderWay { get; } = [];

    public OrderBook Orders() => new(new(Accounts()), Kept(), Clock, NullLogger<OrderBook>.Instance);

    public Quarantine Kept() => new(Accounts(), Clock, NullLogger<Quarantine>.Instance);

    public async Task CreateAsync(Order order)
    {
        var created = await Orders().CreateAsync(order, default);
        if (created.Result != CreateResult.OtherExists && created.Stored.Order.State == OrderState.Created)
            await Asking().PrepayAsync(created.Stored, default);
    }

    /// <summary>As the order's orchestration wakes.</summary>
    public async Task WakeAsync(OrderKey key)
    {
        if (await Orders().FindStoredAsync(key, default) is not { } stored) return;
        var asked = await Asking().AskAsync(stored, default);
        await Asking().CloseOthersAsync(asked.Stored, default);
    }

    public async Task CloseAsync(OrderKey key) => await Orders().ApplyAsync(
        key, Core.Orders.Orders.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), default);

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

    public async Task WakeRefundAsync(OrderKey key, string refundId)
    {
        if (await Refunds().FindWithOrderAsync(key, refundId, default) is not { } known) return;
        var asking = new RefundAsking(Refunds(), new(Both), Clock, NullLogger<RefundAsking>.Instance);
        await asking.AskAsync(known, RefundStanding.Unsure, default);
    }

    public Task ProbeAsync(ModelChannel channel) =>
        _board.ProbeAsync(channel.Channel, _ => Task.FromResult(channel.IsDown), default);

    private RefundBook Refunds() => new(new(Accounts()), Kept(), Clock, NullLogger<RefundBook>.Instance);

    private OrderAsking Asking()
    {
        var (options, channels) = (new Monitored<RoutingOptions>(_options), new Channels(Both));
        var heard = new HeardChannels(channels, _board, options, Clock);
        var rerouting = new Rerouting(
            Orders(), new(_board, channels, options), heard, Clock, NullLogger<Rerouting>.Instance);
        return new(Orders(), heard, rerouting, Clock, NullLogger<OrderAsking>.Instance);
    }

    /// <remarks>A client of the tables knows nothing of what it has done: one serves every process of the story.</remarks>
    private TableAccounts Accounts() => _accounts ??= new(Options.Create(new StorageOptions
    {
        Orders = [$"DefaultEndpointsProtocol=http;AccountName=simulated;AccountKey={Convert.ToBase64String(new byte[32])};TableEndpoint=http://tables.invalid"],
        Retries = 0, // A retry waits by the real clock.
        NetworkTimeout = TimeSpan.FromHours(1),
    }), _wire);
}
