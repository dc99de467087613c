using Microsoft.Azure.Functions.Worker;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Routing;

/// <summary>Closes what is open of an ended order's attempts at their providers. Safe to repeat; fails until it is done.</summary>
public sealed class CloseAttempts(OrderBook book, OrderAsking asking)
{
    [Function(nameof(CloseAttempts))]
    public async Task RunAsync([ActivityTrigger] OrderName order, CancellationToken cancellation)
    {
        if (await book.FindStoredAsync(order.Key, cancellation) is not { } stored) return;
        var after = await asking.CloseOthersAsync(stored, cancellation);
        if (after.Order.HasOpenOthers)
            throw new InvalidOperationException($"An attempt of {order.OrderId} is not closed yet; it is tried again.");
    }
}
