using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core;
using PayFunctions.Core.Routing;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Wallets;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.Webhooks;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>What moves beside orders is chained as they are: wallets, breakers, messages to merchants, subscriptions.</summary>
public sealed class ChainsBesideOrdersTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Account = "acc";
    private readonly StoreWorld _world = new(azurite.ConnectionString);
    private WebhookWorld? _webhooks;

    public static TheoryData<string, string> Everything =>
        [.. from kind in (string[])["wallet", "channel", "message", "subscription"] from how in Tampering.Ways select (kind, how)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Whatever_is_done_to_any_row_is_found_and_named(string kind, string how)
    {
        var chain = await MakeAsync(kind);
        Assert.Null((await chain.VerifyAsync()).Broken);
        var at = how.Length % 2;

        var rows = await chain.LinksAsync();
        await Tampering.DoAsync(how, chain.Table, rows, at);

        Assert.Equal(Tampering.FoundAt(how, at, rows.Count), (await chain.VerifyAsync()).Broken?.Sequence);
    }

    [Theory]
    [InlineData("wallet", "balance", "Available", 9_000L)]
    [InlineData("wallet", "entry|000002", "Available", 9_000L)]
    [InlineData("wallet", "hold|h1", "State", "Held")]
    [InlineData("channel", "breaker", "Phase", "Closed")]
    [InlineData("message", "outbox|000001", "Delivery", "Delivered")]
    [InlineData("subscription", "subscription", "State", "Active")]
    [InlineData("subscription", "notice|id-2", "Envelope", new byte[] { 1 })]
    public async Task What_was_changed_beside_its_audit_is_found(string kind, string row, string column, object value)
    {
        var chain = await MakeAsync(kind);

        var changed = (await chain.ReadAsync()).Single(one => one.RowKey == row);
        changed[column] = value;
        await chain.Table.UpdateEntityAsync(changed, ETag.All, TableUpdateMode.Replace, Cancellation);

        Assert.NotNull((await chain.VerifyAsync()).Broken);
    }

    [Theory]
    [InlineData("wallet")]
    [InlineData("channel")]
    [InlineData("message")]
    [InlineData("subscription")]
    public async Task What_is_older_than_the_audit_is_not_called_broken_and_is_chained_from_its_next_move(string kind)
    {
        var chain = await MakeAsync(kind);
        await chain.ForgetAsync();
        var before = await chain.VerifyAsync();

        await chain.MoveOn();
        var after = await chain.VerifyAsync();

        Assert.Equal((0, null), (before.Rows, before.Broken));
        Assert.NotNull(before.Unproved);
        Assert.Equal((1, null), (after.Rows, after.Broken));
        Assert.NotNull(after.Unproved);
    }

    [Fact]
    public async Task Every_move_of_a_hold_says_what_it_left_in_the_trace_it_was_made_in()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();

        var links = await (await MakeAsync("wallet")).LinksAsync();

        Assert.Equal(
            [
                "ToppedUp order-1: 100, entry 1: CNY 100 available, 0 frozen",
                "HoldTry hold h1: None -> Held 30, entry 2: CNY 70 available, 30 frozen",
                "HoldConfirm hold h1: Held -> Confirmed 30, entry 3: CNY 70 available, 0 frozen",
                "HoldCancel hold h2: None -> Cancelled 0",
            ],
            links.Select(link => $"{link["Action"]} {link["Subject"]}: {link["Detail"]}"));
        Assert.All(links, link => Assert.Equal(activity.TraceId.ToHexString(), link["Trace"]));
    }

    [Fact]
    public async Task Every_step_of_a_message_given_up_and_sent_again_is_a_link()
    {
        var chain = await MakeAsync("message");
        await chain.MoveOn();

        Assert.Equal(
            [
                "DeadLettered: Pending -> DeadLettered attempt 1: gone 410", "RedeliveryAsked: DeadLettered -> DeadLettered 1 time",
                "Delivered: DeadLettered -> Delivered attempt 2: accepted 200",
            ],
            (await chain.LinksAsync()).Select(link => $"{link["Action"]}: {link["Detail"]}"));
    }

    public ValueTask DisposeAsync() => _webhooks?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<Chained> MakeAsync(string kind) => kind switch
    {
        "wallet" => WalletAsync(),
        "channel" => ChannelAsync(),
        "message" => MessageAsync(),
        _ => SubscriptionAsync(),
    };

    private async Task<Chained> WalletAsync()
    {
        var (book, tenant) = (new WalletBook(new(_world.Accounts), _world.Clock), _world.Tenant);
        await book.TopUpAsync(tenant, Account, new(100, Currency.Cny), "order-1", Cancellation);
        await book.TryAsync(tenant, Account, "h1", new(30, Currency.Cny), _world.Clock.GetUtcNow().AddMinutes(5), Cancellation);
        await book.ConfirmAsync(tenant, Account, "h1", Cancellation);
        await book.CancelAsync(tenant, Account, "h2", Cancellation);
        return new(_world.Accounts, TableNames.Wallets, WalletRows.Partition(tenant, Account), AuditRows.Prefix)
        {
            Prove = (partition, rows) => WalletProof.Verify(partition, rows, default),
            MoveOn = () => book.TopUpAsync(tenant, Account, new(5, Currency.Cny), "order-2", Cancellation),
        };
    }

    private async Task<Chained> ChannelAsync()
    {
        var (store, channel) = (new BreakerStore(_world.Accounts), $"channel-{_world.Tenant}");
        var stands = StoredStanding.Fresh;
        foreach (var phase in (BreakerPhase[])[BreakerPhase.Open, BreakerPhase.HalfOpen, BreakerPhase.Open]) await MoveAsync(phase);
        return new(_world.Accounts, TableNames.Channels, channel, AuditRows.Prefix)
        {
            Prove = (partition, rows) => ChannelProof.Verify(partition, rows, default)!,
            MoveOn = async () =>
            {
                stands = await store.ReadAsync(channel, Cancellation);
                await MoveAsync(BreakerPhase.HalfOpen);
            },
        };

        async Task MoveAsync(BreakerPhase phase) => stands = (await store.MoveAsync(
            channel, stands, new(phase, _world.Clock.GetUtcNow(), BreakerReason.Failing, 0), "test", Cancellation))!;
    }

    private async Task<Chained> MessageAsync()
    {
        var world = _webhooks = await WebhookWorld.StartAsync(azurite.ConnectionString, nth => nth == 1 ? 410 : 200);
        var key = await world.PaidAsync();
        await world.AttemptAsync(key);
        await new Redelivery(world.Outbox, world.Store.Clock).BeginAsync(key, 1, null, Cancellation);
        return new(_world.Accounts, TableNames.Orders, OrderKeys.Partition(key), DeliveryAudit.Prefix(1))
        {
            Prove = (partition, rows) => Assert.Single(DeliveryProof.Verify(partition, rows, default)),
            MoveOn = () => world.AttemptAsync(key, redelivery: 1),
        };
    }

    private async Task<Chained> SubscriptionAsync()
    {
        var book = new AppStoreBook(new(_world.Accounts), _world.Clock, NullLogger<AppStoreBook>.Instance);
        await TakeAsync(1, SubscriptionEvent.Bought);
        await TakeAsync(2, SubscriptionEvent.Expired);
        return new(
            _world.Accounts, TableNames.AppStore, AppStoreRows.Partition(new(_world.Tenant, "com.example.app", "2000001")), AuditRows.Prefix)
        {
            Prove = (partition, rows) => SubscriptionAudit.Verify(partition, rows, default)!,
            MoveOn = () => TakeAsync(3, SubscriptionEvent.Bought),
        };

        Task TakeAsync(int nth, SubscriptionEvent happened) => book.TakeAsync(
            new(_world.Tenant, "com.example.app", $"id-{nth}", $"{happened}", "", Day(nth), IsKnown: true, new byte[] { 7, (byte)nth })
            {
                OriginalTransactionId = "2000001",
                Subscription = new(happened, Day(nth)),
            },
            Cancellation);

        DateTimeOffset Day(int nth) => _world.Clock.GetUtcNow().AddDays(nth);
    }
}
