using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
using PayFunctions.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Splits;

/// <summary>
/// One wake of a split or a return: reads it, and sends it or asks about it only while nobody has said how it ends. Safe
/// to repeat.
/// </summary>
public sealed class AskSplit(
    SplitBook book, SplitAsking asking, OrderBook orders, RefundFlows refunds, ILogger<AskSplit> log)
{
    [Function(nameof(AskSplit))]
    public async Task<SplitWoken> RunAsync(
        [ActivityTrigger] SplitAsk ask, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        using var scope = log.OfOrder(ask.OrderId);
        if (await book.FindWithOrderAsync(ask.Order, ask.SplitId, cancellation) is not { } known
            || (ask.ReturnId is { } id && known.Split.Split.Return(id) is null))
        {
            return new(SplitStanding.Missing);
        }

        var asked = await asking.AskAsync(known, ask.ReturnId, ask.Last, cancellation);
        if (asked.Standing == SplitStanding.Ended)
        {
            await book.IndexDayAsync(ask.Order, asked.Split, cancellation);
            await WakeRefundsAsync(client, ask.Order, cancellation);
        }

        return new(asked.Standing, asked.Failed);
    }

    /// <summary>Refunds may wait for what has just ended; a hint that is lost only makes them come by their plan.</summary>
    private async Task WakeRefundsAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        if (await orders.FindAsync(key, cancellation) is not { RefundReserved.IsZero: false }) return;
        var story = await orders.ReadStoryAsync(key, cancellation);
        foreach (var refund in story!.Refunds)
        {
            if (refund.State == RefundState.Requested)
                await refunds.WakeAsync(client, story.Order, refund, cancellation);
        }
    }
}
