using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>Calls shares back that a refund takes: what receivers have, the merchant can't send to the payer.</summary>
public sealed class SharesBack(SplitBook book, SplitFlows flows)
{
    /// <summary>Asks for what is missing and not on its way yet. Safe to repeat.</summary>
    /// <exception cref="InvalidOperationException">The engine is away; the caller comes again.</exception>
    public async Task CallAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        var called = await book.CallSharesBackAsync(
            key, (order, written) => flows.PrepareAsync(client, order, written, cancellation), cancellation);
        foreach (var reserved in called)
        {
            if (!await flows.WakeAsync(client, reserved.Order!, reserved.Split!, reserved.Return, cancellation))
                throw new InvalidOperationException($"A return of {key.OrderId} could not be woken; it is again.");
        }
    }
}
