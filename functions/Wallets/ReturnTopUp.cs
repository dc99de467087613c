using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Wallets;

/// <summary>The compensation: a payment that its wallet does not take goes back in full. Safe to repeat.</summary>
public sealed class ReturnTopUp(OrderBook orders, RefundBook refunds, RefundFlows flows)
{
    [Function(nameof(ReturnTopUp))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName name, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var order = await orders.FindAsync(name.Key, cancellation)
            ?? throw new InvalidOperationException($"Order {name.OrderId} is not in the store.");
        // A number of its own at the provider, the same on every try.
        var asked = new NewRefund(RefundIdRule.TopUp + name.OrderId, order.Paid, null, RefundCause.TopUpFailed);
        var reserved = await refunds.RequestAsync(
            name.Key, asked, (order, refund) => flows.PrepareAsync(client, order, refund, cancellation), cancellation);
        var isTaken = reserved.Outcome is ApplyOutcome.Moved or ApplyOutcome.Repeat;
        if (!isTaken || !await flows.WakeAsync(client, reserved.Order!, reserved.Refund!, cancellation))
        {
            throw new InvalidOperationException(
                $"The payment of {name.OrderId} could not be sent back ({reserved.Outcome} {reserved.Broken}); it is again.");
        }
    }
}
