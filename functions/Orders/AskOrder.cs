using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Orders;

/// <summary>
/// One wake of an order: reads it, and asks its provider only while nobody has said how it ends. Safe to repeat.
/// </summary>
public sealed class AskOrder(OrderBook book, OrderAsking asking, ILogger<AskOrder> log)
{
    [Function(nameof(AskOrder))]
    public async Task<Woken> RunAsync([ActivityTrigger] OrderName order, CancellationToken cancellation)
    {
        using var scope = log.OfOrder(order.OrderId);
        if (await book.FindStoredAsync(order.Key, cancellation) is { } stored)
        {
            var asked = await asking.AskAsync(stored, cancellation);
            stored = await asking.CloseOthersAsync(asked.Stored, cancellation);
            // The plain way: the order in hand is all that its follow-up would read again.
            var indexed = await book.TryIndexPaymentAsync(stored.Order, cancellation);
            return new(
                indexed ? Standing.Ended : StandingOf(stored.Order), asked.Answer.TryAgainFor, stored.Order.HasOpenOthers);
        }

        // It was there when this began: so it is asked after until somebody has looked.
        log.OrderMissing(order.OrderId);
        return new(Standing.Open);
    }

    internal static Standing StandingOf(Order order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => Standing.Open,
        OrderState.Closed or OrderState.Failed => order.Postings > 0 ? Standing.Booked : Standing.Ended,
        OrderState.Paid or OrderState.PartiallyRefunded => Standing.Booked,
        OrderState.Refunded or OrderState.Revoked => order.Postings > 0 ? Standing.Booked : Standing.Ended,
    };
}
