using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>One app that sends what it does to a collector, with a provider and a merchant around it.</summary>
public sealed class TracedAppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..10];
    private int _lastOrder;

    internal OtlpCollector Collector { get; private set; } = null!;

    internal SimulatedWeChatPay Provider { get; private set; } = null!;

    internal WebhookEndpoint Webhooks { get; private set; } = null!;

    internal RunningApp App { get; private set; } = null!;

    public string NewOrderId() => $"TRC-{_run}-{Interlocked.Increment(ref _lastOrder):D4}";

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Collector = await OtlpCollector.StartAsync(cancellation);
        Provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 1.0 / 3600 }, cancellation);
        Webhooks = await WebhookEndpoint.StartAsync(cancellation);
        Webhooks.Secrets = [RunningApp.WebhookSecret];
        App = await RunningApp.StartAsync(azurite.ConnectionString, Provider, new(Told)
        {
            ["Telemetry__Environment"] = "tests",
            ["Schedules__MeasureFlows"] = "* * * * * *",
            ["Orders__FirstPoll"] = "00:00:00.05",
        });
    }

    private Dictionary<string, string> Told => new()
    {
        ["Telemetry__OtlpEndpoint"] = Collector.Url.ToString(),
        ["Telemetry__SendEvery"] = "00:00:00.1",
    };

    /// <summary>Another process as far as the orders are concerned: it shares the storage, and asks nobody before a callback.</summary>
    internal Task<RunningApp> StartAnotherAsync() => RunningApp.StartAsync(azurite.ConnectionString, Provider, Told);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        await Webhooks.DisposeAsync();
        await Collector.DisposeAsync();
    }

    /// <summary>An order's spans, once there are enough of them.</summary>
    internal Task<ReceivedSpan[]> SpansAsync(string orderId, Func<ReceivedSpan[], bool> enough) =>
        Collector.Spans.WaitAsync(
            span => span.Tag("order_id") == orderId, enough, TimeSpan.FromSeconds(60), $"the spans of {orderId}",
            TestContext.Current.CancellationToken);
}
