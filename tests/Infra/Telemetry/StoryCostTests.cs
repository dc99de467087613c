using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Tests.Infra.Telemetry.Logs;

namespace PayFunctions.Tests.Infra.Telemetry;

/// <summary>What a callback's span and line allocate; their way over the wire besides is measured by <c>bench -- telemetry</c>.</summary>
[Collection(nameof(Undisturbed))]
public class StoryCostTests
{
    private const int BytesMax = 896;
    private const int Count = 500;
    private const int Turns = 8;
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly OrderKey Order = new("default", "ORD1");

    private static readonly Posting[] Booked =
        [new(1, default, "payment", [new("a", 5, 0, Currency.Cny), new("b", 0, 5, Currency.Cny)])];

    [Fact]
    public void A_callbacks_span_and_log_line_leave_room_in_a_kilobyte_for_the_rest()
    {
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(PayFunctionsTelemetry.Name).Build();
        using var collected = LoggerFactory.Create(logging => logging.AddOpenTelemetry(lines =>
        {
            lines.IncludeScopes = true;
            lines.AddProcessor(new LineQueue(
                new("lines", 8192), new Nowhere<LogRecord>(), new TelemetryOptions(), Sampling.Of(new())));
        }));
        var log = collected.CreateLogger("PayFunctions.Orders");

        var (span, both) = (Each(() => Callback(null)), Each(() => Callback(log)));

        TestContext.Current.SendDiagnosticMessage($"{span} bytes a span, {both - span} a line");
        Assert.InRange(both, 1, BytesMax);
    }

    private static void Callback(ILogger? log)
    {
        var story = Story.Open("WeChatPayCallback", ActivityKind.Server, TimeProvider.System.GetUtcNow());
        Story.Join(Order, Parent);
        log?.Moved(Order, OrderEvent.PaymentSucceeded, "EV-1", OrderState.AwaitingPayment, OrderState.Paid);
        Transitions.Count(OrderState.AwaitingPayment, OrderState.Paid, Booked);
        story!.Close(TimeProvider.System.GetUtcNow(), failed: false);
    }

    /// <summary>Of several turns the least: the others paid for being compiled as well.</summary>
    private static long Each(Action work) => Enumerable.Range(0, Turns).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++) work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
    });

    private sealed class Nowhere<T> : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch) => ExportResult.Success;
    }
}

/// <summary>An app beside it that is traced as well would have its own listeners paid for here.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
