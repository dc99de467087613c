using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Settlements;

namespace PayFunctions.Settlements;

/// <summary>
/// Keeps an order's payment frozen until its date, by a durable timer; then has what is left released, and looks again
/// until the provider has said that it is.
/// </summary>
/// <remarks>Refunds, splits and a reversal before the date need not tell it: each wake acts on what it then reads.</remarks>
public static class DeferredSettlement
{
    [Function(nameof(DeferredSettlement))]
    public static async Task<SettlementStep> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var life = context.GetInput<SettlementLife>() ?? throw new InvalidOperationException("Started without an order.");
        var log = context.CreateReplaySafeLogger(nameof(DeferredSettlement));
        foreach (var wakeAt in life.Wakes(context.CurrentUtcDateTime))
        {
            if (wakeAt > context.CurrentUtcDateTime) await context.CreateTimer(wakeAt, CancellationToken.None);
            var step = await TrySettleAsync(context, life, log);
            if (step is SettlementStep.Settled or SettlementStep.NothingLeft) return step;
        }

        log.GaveUp(life.OrderId);
        throw new InvalidOperationException($"The rest of order {life.OrderId} was due at {life.DueAt:O} and is still frozen.");
    }

    private static async Task<SettlementStep> TrySettleAsync(
        TaskOrchestrationContext context, SettlementLife life, ILogger log)
    {
        try
        {
            return await context.CallActivityAsync<SettlementStep>(nameof(SettleOrder), life.Order);
        }
        catch (TaskFailedException e)
        {
            log.WakeFailed(life.OrderId, e);
            return SettlementStep.Wait;
        }
    }
}
