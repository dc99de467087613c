using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>Calls shares back that a refund takes: what receivers have, the merchant can't send to the payer.</summary>
public sealed class SharesBack(SplitBook book, SplitFlows flows)
{
    /// <summary>Asks for what is missing and not on its way yet. Safe to repeat.</summary>
    /// <exception cref="InvalidOperationException">The engine is away; the caller comes again.</exception>
    public async Task CallAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        if (await book.FindWithAllAsync(key, cancellation) is not { } known) return;
        var plan = SharesFirst.Plan(known.Order.Order, [.. known.Splits.Select(stored => stored.Split)]);
        foreach (var (splitId, asked) in plan)
        {
            var reserved = await book.RequestAsync(
                key, splitId, asked, (order, written) => flows.PrepareAsync(client, order, written, cancellation),
                cancellation);
            // Refused: the order has moved since the plan was made, and the refund's next wake plans anew.
            if (reserved.Outcome is ApplyOutcome.Moved or ApplyOutcome.Repeat
                && !await flows.WakeAsync(client, reserved.Order!, reserved.Split!, reserved.Return, cancellation))
            {
                throw new InvalidOperationException($"The return {asked.Id} could not be woken; it is again.");
            }
        }
    }
}
