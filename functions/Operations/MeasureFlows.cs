using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Webhooks;

namespace PayFunctions.Operations;

/// <summary>Every minute: how much is under way, by the engine's own list. No order is looked through.</summary>
public sealed class MeasureFlows(FlowGauges gauges, TimeProvider clock)
{
    /// <summary>More are not counted: who has that many under way has seen it in the ages long before.</summary>
    private const int CountedMax = 100_000;

    private static readonly OrchestrationRuntimeStatus[] UnderWay =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running];

    [Function(nameof(MeasureFlows))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:MeasureFlows%")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => gauges.Take(await CountAsync(client, cancellation));

    private async Task<FlowCounts> CountAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var (counts, left) = (new FlowCounts(clock.GetUtcNow()), CountedMax);
        var query = new OrchestrationQuery(Statuses: UnderWay, PageSize: 1000);
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (left-- == 0) break;
            switch (instance.Name)
            {
                case nameof(OrderLifecycle): counts.AddOrder(instance.CreatedAt); break;
                case nameof(RefundLifecycle): counts.AddRefund(); break;
                case nameof(DeliverWebhook): counts.AddWebhook(); break;
            }
        }

        return counts;
    }
}
