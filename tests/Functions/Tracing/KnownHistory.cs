using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Healing;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Reconciliation;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Tests.Functions.Reconciliation;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>
/// A little history whose numbers are known, in an app that tells a collector and leaves out whatever log line it may. Nothing else
/// runs in the process, which has one meter.
/// </summary>
public sealed class KnownHistory(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly DayFixture _days = new(azurite);
    private WebhookEndpoint _webhooks = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal OtlpCollector Collector { get; private set; } = null!;

    internal DayWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _days.InitializeAsync();
        Collector = await OtlpCollector.StartAsync(Cancellation);
        _webhooks = await WebhookEndpoint.StartAsync(Cancellation);
        _webhooks.Secrets = [RunningApp.WebhookSecret];
        var tenant = DayFixture.NewTenant();
        World = await _days.StartAsync(Settings(Collector, tenant), tenant: tenant);
        await HistoryAsync(World, _webhooks.Address("busy", _ => 500));
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await _webhooks.DisposeAsync();
        await Collector.DisposeAsync();
        await _days.DisposeAsync();
    }

    private static Dictionary<string, string> Settings(OtlpCollector collector, string tenant) => new()
    {
        ["Telemetry__OtlpEndpoint"] = collector.Url.ToString(),
        ["Telemetry__SendEvery"] = "00:00:00.1",
        ["Telemetry__Logs__Rate"] = "0",
        ["Schedules__MeasureFlows"] = "* * * * * *",
        ["Orders__FirstPoll"] = "00:09:00",
        ["Refunds__FirstPoll"] = "00:09:00",
        ["Reconciliation__DueAt"] = "23:59:59",
        ["Routing__Routes__only__Channel"] = "wechatpay",
        ["Routing__Routes__only__MerchantId"] = DayFixture.Merchant,
        ["Routing__Routes__only__Tenant"] = tenant,
        [$"Webhooks__Tenants__{tenant}__Secrets__0"] = RunningApp.WebhookSecret,
    };

    /// <summary>One payment, told twice and forged once; its refund under way, its merchant not listening; and all the rest.</summary>
    private static async Task HistoryAsync(DayWorld world, Uri notify)
    {
        var (paid, waiting) = ("MET" + Guid.NewGuid().ToString("N")[..12], "MET" + Guid.NewGuid().ToString("N")[..12]);
        await CreateAsync(world, waiting, notify);
        await CreateAsync(world, paid, notify);
        world.WeChat.RefundPlanFor(paid, new() { End = RefundStatus.Processing });
        var genuine = await CapturedCallback.OfAsync(world.WeChat.SealPayment(paid), Cancellation);
        await genuine.SendAsync(world.App.Stranger, Cancellation);
        await genuine.SendAsync(world.App.Stranger, Cancellation);
        await genuine.Altered().SendAsync(world.App.Stranger, Cancellation);
        var asked = await world.PostAsync(
            $"orders/{paid}/refunds", """{"refundId":"R1","amount":{"amount":100,"currency":"CNY"}}""");
        Assert.True(asked.Status == 202, asked.Text);
        await PoisonAsync(world);
        await ReconciledAsync(world);
    }

    private static async Task CreateAsync(DayWorld world, string orderId, Uri notify)
    {
        var body = AppFixture.Body(orderId).TrimEnd().TrimEnd('}') + $",\"notify\":\"{notify}\"}}";
        var created = await world.PostAsync("orders", body);
        Assert.True(created.Status == 201, created.Text);
    }

    /// <summary>An orchestration whose input nobody can read.</summary>
    private static async Task PoisonAsync(DayWorld world)
    {
        DurableTaskClient engine = world.App.Services.GetRequiredService<EngineClient>();
        var poison = $"order-poison-{Guid.NewGuid():N}";
        await engine.ScheduleNewOrchestrationInstanceAsync("OrderLifecycle", "poison", new(poison), Cancellation);
        await Eventually.TrueAsync(async () => (await engine.GetInstanceAsync(poison, cancellation: Cancellation))!.IsCompleted);
        await world.App.Services.GetRequiredService<Healer>().RunAsync(engine, Cancellation);
    }

    /// <summary>A day that agrees, looked at once it is due.</summary>
    private static async Task ReconciledAsync(DayWorld world)
    {
        world.Both(100);
        await world.WriteAsync();
        await world.ReconcileAsync();
        var services = world.App.Services;
        var watch = new WatchDays(
            services.GetRequiredService<DayStarting>(), services.GetRequiredService<DayQuality>(),
            services.GetRequiredService<ReconciliationBook>(), new ManualClock(DayFixture.Yesterday.AddDays(2)),
            new LogLines<WatchDays>([]));
        await watch.RunAsync(new TimerInfo(), Cancellation);
    }
}
