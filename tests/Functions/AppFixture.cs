using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

/// <summary>
/// One app and one simulated provider for the tests that only talk to them; each test has orders of its own.
/// </summary>
public sealed class AppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..10];
    private int _lastOrder;

    internal SimulatedWeChatPay Provider { get; private set; } = null!;

    internal WebhookEndpoint Webhooks { get; private set; } = null!;

    internal RunningApp App { get; private set; } = null!;

    internal string Storage => azurite.ConnectionString;

    public string NewOrderId() => $"ORD-{_run}-{Interlocked.Increment(ref _lastOrder):D4}";

    public static string Body(string orderId, int amount = 1234) =>
        $$"""
        {"orderId":"{{orderId}}","channel":"wechatpay","method":"native","merchantId":"1900000001",
         "description":"A pot of tea","total":{"amount":{{amount}},"currency":"CNY"} }
        """;

    private static Dictionary<string, string> Quick => new()
    {
        ["Splits__NotBefore"] = "00:00:00",
        ["Webhooks__FirstRetry"] = "00:00:00.1",
        ["Webhooks__RetryGrowth"] = "1.5",
        ["Webhooks__GiveUpAfter"] = "00:00:01",
        ["Webhooks__BreakerOpens"] = "00:00:00.1",
    };

    public async ValueTask InitializeAsync()
    {
        Provider = await SimulatedWeChatPay.StartAsync(
            new() { TimeScale = 1.0 / 3600 }, TestContext.Current.CancellationToken);
        Webhooks = await WebhookEndpoint.StartAsync(TestContext.Current.CancellationToken);
        Webhooks.Secrets = [RunningApp.WebhookSecret];
        App = await RunningApp.StartAsync(Storage, Provider, Quick);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        await Webhooks.DisposeAsync();
    }
}

[CollectionDefinition(nameof(AppCollection))]
public sealed class AppCollection : ICollectionFixture<AppFixture>;
