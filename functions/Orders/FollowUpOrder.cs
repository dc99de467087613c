using Microsoft.Azure.Functions.Worker;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Orders;

/// <summary>What follows once money is booked: the index of its day. Safe to repeat.</summary>
public sealed class FollowUpOrder(OrderBook book)
{
    [Function(nameof(FollowUpOrder))]
    public Task RunAsync([ActivityTrigger] OrderName order, CancellationToken cancellation) =>
        book.IndexDayAsync(order.Key, cancellation);
}
