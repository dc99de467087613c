using System.Diagnostics;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>The whole app with a collector that is away, refuses, or takes all and answers nothing.</summary>
public sealed class CollectorTroubleInAppTests(AzuriteFixture azurite)
{
    private const int Paid = 10;
    private const int QueueMax = 512;
    private const int Forged = 700;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("away")]
    [InlineData("refusing")]
    [InlineData("silent")]
    public async Task Callbacks_are_acknowledged_and_what_nobody_took_is_counted_in_the_metrics(string trouble)
    {
        var released = new TaskCompletionSource<int>();
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        collector.Answer = () => trouble == "silent" ? released.Task : Task.FromResult(503);
        var url = trouble == "away" ? new Uri($"http://127.0.0.1:{LoopbackPort.Free()}") : collector.Url;
        await using var provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 1.0 / 3600 }, Cancellation);
        await using var app = await RunningApp.StartAsync(azurite.ConnectionString, provider, new()
        {
            ["Telemetry__OtlpEndpoint"] = url.ToString(),
            ["Telemetry__SendEvery"] = "00:00:00.1",
            ["Telemetry__SendWithin"] = "00:01:00", // Nobody who waited for it would be done in time.
            ["Telemetry__QueueMax"] = $"{QueueMax}",
        });
        var before = await DroppedAsync(app);

        var watch = Stopwatch.StartNew();
        var orders = await Task.WhenAll(Enumerable.Range(0, Paid).Select(_ => PayAsync(app, provider)));
        await FloodAsync(app, provider);
        foreach (var order in orders) await Eventually.TrueAsync(async () => await app.StateAsync(order) == "Paid");

        Assert.All(orders, order => Assert.Contains(provider.Deliveries.Where(one => one.OutTradeNo == order), one => one.Status is 200 or 204));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(45));
        // Silent: what waits and what is on its way have their places, and no more than that is kept.
        var lost = trouble == "silent" ? Paid + Forged - QueueMax : Paid + Forged;
        await Eventually.TrueAsync(async () => await DroppedAsync(app) - before >= lost, $"{lost} spans are counted as dropped");
        released.TrySetResult(200);
    }

    private static async Task<string> PayAsync(RunningApp app, SimulatedWeChatPay provider)
    {
        var orderId = "TRB" + Guid.NewGuid().ToString("N")[..16];
        Assert.Equal(201, (await app.CreateAsync(AppFixture.Body(orderId), orderId)).Status);
        Assert.True(provider.Pay(orderId));
        return orderId;
    }

    private static async Task FloodAsync(RunningApp app, SimulatedWeChatPay provider)
    {
        var orderId = "TRB" + Guid.NewGuid().ToString("N")[..16];
        Assert.Equal(201, (await app.CreateAsync(AppFixture.Body(orderId), orderId)).Status);
        var captured = await CapturedCallback.OfAsync(provider.SealPayment(orderId), Cancellation);
        var flood = new Flood(app.Stranger, captured.With("{}"u8.ToArray()));
        await flood.SendAsync(Forged, Cancellation);
        Assert.Equal(Forged, flood.Unsigned);
    }

    private static async Task<long> DroppedAsync(RunningApp app) =>
        MetricsView.Read((await app.GetAsync("metrics")).Text).Sum("payfunctions_telemetry_dropped_total", ("signal", "spans"));
}
