using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.Demo.Days;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>An app, its providers and a day of orders on both sides.</summary>
internal sealed class DayWorld : IAsyncDisposable
{
    private const string WeChatPay = "wechatpay";

    private readonly string _prefix = Guid.NewGuid().ToString("N")[..8];
    private readonly List<SeededOrder> _orders = [];
    private int _last;

    private readonly bool _isShared;

    private DayWorld(
        DaySeeding seeding, SimulatedWeChatPay weChat, SimulatedAlipay alipay, RunningApp app, string tenant, DateTimeOffset day, bool isShared)
    {
        (Seeding, WeChat, Alipay, App, Tenant, Day) = (seeding, weChat, alipay, app, tenant, day);
        _isShared = isShared;
    }

    /// <summary>When the day begins.</summary>
    public DateTimeOffset Day { get; }

    public SimulatedWeChatPay WeChat { get; }

    public SimulatedAlipay Alipay { get; }

    public RunningApp App { get; }

    public string Tenant { get; }

    public DaySeeding Seeding { get; }

    public DateTimeOffset Noon => Day.AddHours(12);

    public static async Task<DayWorld> StartAsync(
        DayFixture fixture, SimulatedWeChatPay weChat, SimulatedAlipay alipay, string tenant,
        Dictionary<string, string> changes, Action<FunctionsApplicationBuilder>? also)
    {
        var app = await RunningApp.StartAsync(fixture.Storage, weChat, Settings(fixture, weChat, tenant, changes), also: also);
        app.Http.DefaultRequestHeaders.Add("x-api-key", KeyOf(tenant));
        return new(new(fixture.Storage), weChat, alipay, app, tenant, DayFixture.Yesterday, isShared: false);
    }

    /// <summary>Another day of the same world.</summary>
    public DayWorld On(DateTimeOffset day) => new(Seeding, WeChat, Alipay, App, Tenant, day, isShared: true);

    /// <summary>A payment that both sides know.</summary>
    public SeededOrder Both(long fen, DateTimeOffset? at = null)
    {
        var order = There(fen, at);
        var paid = order.Paid(TransactionOf(order), at ?? Noon);
        _orders.Add(paid);
        return paid;
    }

    /// <summary>A payment that the provider knows and we wait for.</summary>
    public SeededOrder There(long fen, DateTimeOffset? at = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"ORD{_prefix}{++_last:D5}");
        var order = SeededOrder.Awaiting(Tenant, "wechatpay", DayFixture.Merchant, id, fen, at ?? Noon);
        WeChat.Seed([ProviderDay.WeChat(order, WeChat.PlatformMode.AppId, TransactionOf(order), at ?? Noon)], []);
        return order;
    }

    public static string TransactionOf(SeededOrder order) => $"4200{order.Order.Key.OrderId}";

    /// <summary>What both sides know, written with its index.</summary>
    public async Task WriteAsync()
    {
        await Seeding.WriteOrdersAsync(_orders, TestContext.Current.CancellationToken);
        await Seeding.WriteIndexAsync(_orders, TestContext.Current.CancellationToken);
    }

    public Task WriteOrdersAsync(params SeededOrder[] orders) =>
        Seeding.WriteOrdersAsync(orders, TestContext.Current.CancellationToken);

    public string Path => PathOf(WeChatPay);

    public string PathOf(string channel) => string.Create(
        CultureInfo.InvariantCulture, $"reconciliations/{channel}/{Day:yyyy-MM-dd}");

    /// <summary>What the function key alone sees: another tenant's.</summary>
    public async Task<Answer> AsDefaultTenantAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(App.Http.BaseAddress!, path));
        request.Headers.TryAddWithoutValidation("x-functions-key", RunningApp.FunctionKey);
        using var response = await App.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public async Task<Answer> PostAsync(string path, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return await App.SendAsync(request);
    }

    public Task<Answer> DecideAsync(string id, string word, string by = "Ann") =>
        PostAsync($"{Path}/differences/{id}/{word}", $$"""{"by":"{{by}}","reason":"looked at it"}""");

    public async Task<JsonElement> ReconcileAsync(string channel = WeChatPay)
    {
        var started = await PostAsync(PathOf(channel));
        Assert.True(started.Status == 202, started.Text);
        return await UntilAsync(run => run.GetProperty("state").GetString() is "Settled" or "Aborted", channel);
    }

    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> holds, string channel = WeChatPay)
    {
        var last = default(JsonElement);
        await Eventually.TrueAsync(async () => holds(last = (await App.GetAsync(PathOf(channel))).Json));
        return last;
    }

    public async Task<JsonElement[]> DifferencesAsync(string channel = WeChatPay) =>
        [.. (await App.GetAsync($"{PathOf(channel)}/differences")).Json.GetProperty("differences").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        if (_isShared)
        {
            (WeChat.EditBills, WeChat.EditAccountBills) = (lines => lines, lines => lines);
            return;
        }

        await App.DisposeAsync();
        await WeChat.DisposeAsync();
        await Alipay.DisposeAsync();
    }

    public static string KeyOf(string tenant) => $"the-key-of-{tenant}";

    private static Dictionary<string, string> Settings(
        DayFixture fixture, SimulatedWeChatPay weChat, string tenant, Dictionary<string, string> changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage__Bills"] = fixture.Bills.ConnectionString,
            ["Reconciliation__FetchEvery"] = "00:00:00.2",
            ["Reconciliation__FetchFor"] = "00:00:20",
            ["Reconciliation__Shards"] = "4",
            ["Storage__NetworkTimeout"] = "00:00:30", // A shared, busy machine is no failure.
            ["Reconciliation__RepairedShareMax"] = "1",
            [$"WeChatPay__Merchants__{weChat.PlatformMode.MerchantId}__Tenant"] = tenant,
            [$"WeChatPay__Merchants__{weChat.PublicKeyMode.MerchantId}__Tenant"] = "t" + Guid.NewGuid().ToString("N")[..10],
            [$"Tenants__{tenant}__Keys__0"] = KeyOf(tenant),
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return settings;
    }
}
