using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Storage;

/// <summary>
/// The stores over real tables, with a transport that can lose, hold and count. Tenants keep tests apart.
/// </summary>
internal sealed class StoreWorld
{
    public StoreWorld(params string[] accounts)
        : this(null, accounts)
    {
    }

    /// <param name="blobs">The blob account's connection string; null: there is none.</param>
    public StoreWorld(string? blobs, string[] accounts)
    {
        var settings = Options.Create(Settings(accounts, blobs));
        Accounts = new(settings, Wire);
        Answers = new(settings);
        Quarantine = new(Accounts, Clock, NullLogger<Quarantine>.Instance);
        Book = new(new(Accounts), Quarantine, Clock, NullLogger<OrderBook>.Instance);
        Refunds = new(new(Accounts), Quarantine, Clock, NullLogger<RefundBook>.Instance);
        Idempotency = new(Accounts, Answers, Clock, new Monitored<IdempotencyOptions>(new()));
    }

    public string Tenant { get; } = Guid.NewGuid().ToString("N");

    public ManualClock Clock { get; } = new(Core.Orders.Orders.Noon);

    public FaultyTransport Wire { get; } = new(new HttpClientTransport());

    public TableAccounts Accounts { get; }

    public AnswerBlobs Answers { get; }

    public Quarantine Quarantine { get; }

    public OrderBook Book { get; }

    public RefundBook Refunds { get; }

    public IdempotencyStore Idempotency { get; }

    public Order NewOrder(string orderId = "ORD20261120000001") => Core.Orders.Orders.New(orderId, Tenant);

    /// <summary>An order that its provider has accepted.</summary>
    public async Task<StoredOrder> AwaitingAsync(string orderId = "ORD20261120000001")
    {
        var created = await Book.CreateAsync(NewOrder(orderId), TestContext.Current.CancellationToken);
        var prepaid = await Book.ApplyAsync(
            created.Stored, Core.Orders.Orders.Prepaid(), TestContext.Current.CancellationToken);
        return prepaid.Stored!;
    }

    /// <summary>An order that is paid, 1234 fen.</summary>
    public async Task<StoredOrder> PaidAsync(string orderId = "ORD20261120000001")
    {
        var awaiting = await AwaitingAsync(orderId);
        var paid = await Book.ApplyAsync(
            awaiting, Core.Orders.Orders.Paid(), TestContext.Current.CancellationToken);
        return paid.Stored!;
    }

    private static StorageOptions Settings(string[] accounts, string? blobs) => new()
    {
        Bills = blobs,
        Orders = accounts,
        FirstRetry = TimeSpan.FromMilliseconds(1),
        LongestRetry = TimeSpan.FromMilliseconds(2),
        NetworkTimeout = TimeSpan.FromSeconds(30), // A shared, busy machine is no failure.
    };
}
