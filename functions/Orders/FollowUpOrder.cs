using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Orders;

/// <summary>What follows once money is booked: the index of its day, and the way back of what nobody can use. Safe to repeat.</summary>
public sealed class FollowUpOrder(OrderBook book, RefundFlows refunds)
{
    [Function(nameof(FollowUpOrder))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await book.IndexDayAsync(order.Key, cancellation);
        if (await book.ReadStoryAsync(order.Key, cancellation) is not { } story) return;
        foreach (var refund in story.Refunds)
        {
            // Whoever notifies starts these; an answer to a question of ours has nobody else to do it.
            if (!refund.IsOfTheOrder && refund.State == RefundState.Requested
                && !await refunds.WakeAsync(client, story.Order, refund, cancellation))
            {
                throw new InvalidOperationException($"Refund {refund.Id} could not be started; it is again.");
            }
        }
    }
}
