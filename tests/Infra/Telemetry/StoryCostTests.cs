using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Tests.Functions;
using PayFunctions.Tests.Infra.Telemetry.Logs;

namespace PayFunctions.Tests.Infra.Telemetry;

/// <summary>What a callback's span and line allocate; their way over the wire besides is measured by <c>bench -- telemetry</c>.</summary>
[Collection(nameof(Undisturbed))]
public class StoryCostTests
{
    private const int BytesMax = 512;
    private const int Count = 500;
    private const int Turns = 8;
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly OrderKey Order = new("default", "ORD1");

    [Fact]
    public async Task A_callbacks_span_and_log_line_allocate_less_than_half_a_kilobyte_together()
    {
        await using var collector = await OtlpCollector.StartAsync(TestContext.Current.CancellationToken);
        var options = new TelemetryOptions { OtlpEndpoint = collector.Url.ToString(), SendEvery = TimeSpan.FromSeconds(0.05) };
        using var metrics = new MetricsText();
        await using var export = new OtlpExport(Options.Create(options), metrics);
        await export.StartAsync(TestContext.Current.CancellationToken);
        await using var lines = CollectedLines.Of(Options.Create(options), Sampling.Of(new()), TimeProvider.System);
        using var collected = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var log = collected.CreateLogger("PayFunctions.Orders");

        var span = await EachAsync(() => Callback(null), Spans);
        var both = await EachAsync(() => Callback(log), () => Math.Min(Spans() - Turns * Count, collector.Lines.All().Length));

        TestContext.Current.SendDiagnosticMessage($"{span} bytes a span, {both - span} a line");
        Assert.InRange(both, 1, BytesMax);

        int Spans() => collector.Spans.All().Length;
    }

    private static void Callback(ILogger? log)
    {
        var story = Story.Open("WeChatPayCallback", ActivityKind.Server, TimeProvider.System.GetUtcNow());
        Story.Join(Order, Parent);
        log?.Moved(Order, OrderEvent.PaymentSucceeded, "EV-1", OrderState.AwaitingPayment, OrderState.Paid);
        Transitions.Count(OrderState.AwaitingPayment, OrderState.Paid, isRepeat: false);
        Story.Tag("booked.payment", nameof(Callback));
        story!.Close(TimeProvider.System.GetUtcNow(), failed: false);
    }

    /// <summary>
    /// Of several turns the least: the others paid for being compiled, and for the buffers that are used again once they are sent.
    /// </summary>
    private static async Task<long> EachAsync(Action work, Func<int> sent)
    {
        var least = long.MaxValue;
        for (var turn = 1; turn <= Turns; turn++)
        {
            least = Math.Min(least, Each(work));
            await Eventually.TrueAsync(() => Task.FromResult(sent() >= turn * Count));
        }

        return least;
    }

    private static long Each(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++) work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
    }
}

/// <summary>An app beside it that is traced as well would have its own listeners paid for here.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
