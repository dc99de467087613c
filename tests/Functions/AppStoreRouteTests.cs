using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Functions;

public class AppStoreRouteTests(AppStoreFixture world) : IClassFixture<AppStoreFixture>
{
    private readonly string _id = AppStoreFixture.NewTransactionId();

    private string OrderId => $"appstore-{_id}";

    private StoreTransaction Bought => new()
    {
        TransactionId = _id,
        OriginalTransactionId = _id,
        BundleId = StoreSide.BundleId,
        PurchasedAt = StoreSide.Now,
        ExpiresAt = StoreSide.Now.AddDays(30),
    };

    [Fact]
    public async Task The_first_word_of_a_purchase_makes_its_order_paid_and_its_subscription_active()
    {
        Assert.Equal(HttpStatusCode.OK, await SayAsync("SUBSCRIBED", "INITIAL_BUY", 1));

        var order = (await world.App.GetAsync($"orders/{OrderId}")).Json;
        Assert.Equal("Paid", order.GetProperty("state").GetString());
        Assert.Equal("subscription", order.GetProperty("method").GetString());
        Assert.Equal(1234, order.GetProperty("paid").GetProperty("amount").GetInt64());
        Assert.Equal(_id, order.GetProperty("transactionId").GetString());
        Assert.Equal(["payment"], await PostingsAsync());
        Assert.Equal("Active", await SubscriptionAsync());
    }

    [Fact]
    public async Task The_same_notification_twenty_times_at_once_has_one_effect()
    {
        var message = Sign("SUBSCRIBED", "INITIAL_BUY", 1, "one-id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.DeliverAsync(message)));

        // Who lost the race too often is told to come again, and then finds it done.
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.Equal(HttpStatusCode.OK, await world.DeliverAsync(message));
        Assert.Equal(["payment"], await PostingsAsync());
        Assert.Equal(1, await RowsAsync("AppStore", _id, "notice|"));
        Assert.Equal(1, await RowsAsync("Orders", OrderId, "evidence|"));
    }

    [Fact]
    public async Task A_refund_takes_the_money_and_the_subscription_back_and_its_reversal_gives_them_again()
    {
        await SayAsync("SUBSCRIBED", "INITIAL_BUY", 1);

        await SayAsync("REFUND", null, 5, Bought with { RevokedAt = StoreSide.Now.AddDays(1) });
        Assert.Equal(("Refunded", "Revoked"), (await world.App.StateAsync(OrderId), await SubscriptionAsync()));

        await SayAsync("REFUND_REVERSED", null, 1);
        Assert.Equal(("Paid", "Active"), (await world.App.StateAsync(OrderId), await SubscriptionAsync()));
        Assert.Equal(["payment", "refund", "refund-reversal"], await PostingsAsync());
    }

    [Fact]
    public async Task A_refund_that_overtakes_its_purchase_books_both_and_the_purchase_then_changes_nothing()
    {
        await SayAsync("REFUND", null, 5, Bought with { RevokedAt = StoreSide.Now.AddDays(1) });
        var late = await SayAsync("SUBSCRIBED", "INITIAL_BUY", null, at: StoreSide.Now.AddDays(-1));

        Assert.Equal(HttpStatusCode.OK, late);

        Assert.Equal(("Refunded", "Revoked"), (await world.App.StateAsync(OrderId), await SubscriptionAsync()));
        Assert.Equal(["payment", "refund"], await PostingsAsync());
    }

    [Fact]
    public async Task The_root_that_its_signatures_lead_to_is_listed()
    {
        var listed = (await world.App.GetAsync("certificates")).Json.GetProperty("certificates").EnumerateArray();

        var root = Assert.Single(listed, one => one.GetProperty("purpose").GetString() == "AppleRoot");
        Assert.Equal(world.Store.Authority.Root.SerialNumber, root.GetProperty("serial").GetString());
        Assert.Equal(
            ("appstore", "Active"), (root.GetProperty("account").GetString(), root.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_revoke_reverses_the_order()
    {
        await SayAsync("SUBSCRIBED", "INITIAL_BUY", 1);
        await SayAsync("REVOKE", null, 5, Bought with { RevokedAt = StoreSide.Now.AddDays(1) });

        Assert.Equal(("Revoked", "Revoked"), (await world.App.StateAsync(OrderId), await SubscriptionAsync()));
        Assert.Equal(["payment", "reversal"], await PostingsAsync());
    }

    [Fact]
    public async Task A_renewal_is_an_order_of_its_own_of_the_same_subscription()
    {
        await SayAsync("SUBSCRIBED", "INITIAL_BUY", 1);
        var renewed = Bought with
        {
            TransactionId = AppStoreFixture.NewTransactionId(),
            ExpiresAt = StoreSide.Now.AddDays(60),
        };
        await SayAsync("DID_RENEW", null, 1, renewed);

        Assert.Equal("Paid", await world.App.StateAsync($"appstore-{renewed.TransactionId}"));
        var subscription = (await world.App.GetAsync($"subscriptions/{StoreSide.BundleId}/{_id}")).Json;
        Assert.Equal(renewed.TransactionId, subscription.GetProperty("transactionId").GetString());
    }

    [Fact]
    public async Task A_purchase_in_a_currency_that_is_not_accounted_in_is_kept_for_an_operator()
    {
        var answer = await SayAsync("ONE_TIME_CHARGE", null, null, OneTime with { Currency = "XTS" });

        Assert.Equal(HttpStatusCode.OK, answer);

        Assert.Equal(404, (await world.App.GetAsync($"orders/{OrderId}")).Status);
        Assert.Equal(1, await RowsAsync("AppStore", _id, "notice|"));
    }

    [Fact]
    public async Task A_word_that_is_not_documented_is_kept_and_acknowledged()
    {
        Assert.Equal(HttpStatusCode.OK, await SayAsync("SOMETHING_NEW", null, null, OneTime));

        Assert.Equal(1, await RowsAsync("AppStore", _id, "notice|"));
        Assert.Equal(404, (await world.App.GetAsync($"orders/{OrderId}")).Status);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_but_its_count()
    {
        using var stranger = new AppleAuthority(StoreSide.Now);
        var forged = new StoreNotification("SUBSCRIBED", "INITIAL_BUY", "forged", Bought, 1)
            .Sign(stranger.Issue(new()), StoreSide.App, StoreSide.Now);
        var counted = await RefusedAsync("not-under-the-root");

        Assert.Equal(HttpStatusCode.Unauthorized, await world.DeliverAsync(forged));

        Assert.Equal(counted + 1, await RefusedAsync("not-under-the-root"));
        Assert.Equal(0, await RowsAsync("AppStore", _id, ""));
        Assert.Equal(0, await RowsAsync("Orders", OrderId, ""));
    }

    [Fact]
    public async Task What_belongs_to_another_tenant_is_not_there()
    {
        var theirs = Bought with { BundleId = AppStoreFixture.AcmesApp };
        var app = new StoreApp(AppStoreFixture.AcmesApp, 1, "Sandbox");
        await world.DeliverAsync(new StoreNotification("SUBSCRIBED", "INITIAL_BUY", "a", theirs, 1)
            .Sign(world.Store.Chain, app, StoreSide.Now));

        Assert.Equal(404, (await world.App.GetAsync($"orders/{OrderId}")).Status);
        Assert.Equal(404, (await world.App.GetAsync($"subscriptions/{AppStoreFixture.AcmesApp}/{_id}")).Status);
        using var asAcme = new HttpRequestMessage(HttpMethod.Get, $"subscriptions/{AppStoreFixture.AcmesApp}/{_id}");
        asAcme.Headers.Add("x-api-key", "the-key-of-acme-0001");
        Assert.Equal(200, (await world.App.SendAsync(asAcme)).Status);
    }

    private StoreTransaction OneTime => Bought with { Kind = "Consumable", ExpiresAt = null };

    private Task<HttpStatusCode> SayAsync(
        string type, string? subtype, int? status, StoreTransaction? transaction = null, DateTimeOffset? at = null) =>
        world.DeliverAsync(Sign(type, subtype, status, $"{Guid.NewGuid()}", transaction, at));

    private string Sign(
        string type, string? subtype, int? status, string id, StoreTransaction? transaction = null,
        DateTimeOffset? at = null) =>
        new StoreNotification(type, subtype, id, transaction ?? Bought, status)
            .Sign(world.Store.Chain, StoreSide.App, at ?? StoreSide.Now);

    private async Task<string[]> PostingsAsync() =>
    [
        .. (await world.App.GetAsync($"orders/{OrderId}/ledger")).Json.GetProperty("postings").EnumerateArray()
            .Select(posting => posting.GetProperty("kind").GetString()!),
    ];

    private async Task<string?> SubscriptionAsync() =>
        (await world.App.GetAsync($"subscriptions/{StoreSide.BundleId}/{_id}")).Json.GetProperty("state").GetString();

    private async Task<double> RefusedAsync(string reason)
    {
        var metrics = (await world.App.GetAsync("metrics")).Text.Split('\n');
        string[] marks = ["payfunctions_callback_refusals", "appstore", reason];
        var line = metrics.FirstOrDefault(
            line => marks.All(mark => line.Contains(mark, StringComparison.Ordinal)) && !line.StartsWith('#'));
        return line is null ? 0 : double.Parse(line.Split(' ')[^1]);
    }

    private async Task<int> RowsAsync(string table, string partitionEnd, string rowPrefix)
    {
        var count = 0;
        await foreach (var row in new TableServiceClient(world.Storage).GetTableClient(table)
            .QueryAsync<TableEntity>(filter: (string?)null, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (row.PartitionKey.EndsWith(partitionEnd, StringComparison.Ordinal)
                && row.RowKey.StartsWith(rowPrefix, StringComparison.Ordinal)) count++;
        }

        return count;
    }
}
