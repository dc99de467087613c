using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reversals;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Reversals;

/// <summary>One wake of a reversal: reads its order, and asks its provider only while that is being reversed. Safe to
/// repeat.</summary>
public sealed class AskReversal(OrderBook book, ReversalAsking asking, ILogger<AskReversal> log)
{
    [Function(nameof(AskReversal))]
    public async Task<ReversalWoken> RunAsync([ActivityTrigger] ReversalAsk ask, CancellationToken cancellation)
    {
        using var scope = log.OfOrder(ask.OrderId);
        var stored = await book.FindStoredAsync(ask.Order, cancellation);
        if (stored?.Order.Reversal is not { } reversal || reversal.Sequence < ask.Sequence)
            return new(ReversalStanding.Missing);
        if (reversal is not { State: ReversalState.Requested } || reversal.Sequence != ask.Sequence)
            return new(ReversalStanding.Ended);
        await book.IndexReversalAsync(stored.Order, cancellation);
        return await asking.AskAsync(stored, cancellation);
    }
}
