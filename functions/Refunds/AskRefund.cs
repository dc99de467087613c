using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Refunds;

/// <summary>
/// One wake of a refund: reads it, and sends it or asks about it only while nobody has said how it ends. Safe to repeat.
/// </summary>
public sealed class AskRefund(RefundBook book, RefundAsking asking, SharesBack shares, ILogger<AskRefund> log)
{
    [Function(nameof(AskRefund))]
    public async Task<RefundWoken> RunAsync(
        [ActivityTrigger] RefundAsk ask, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        using var scope = log.OfOrder(ask.OrderId);
        if (await book.FindWithOrderAsync(ask.Order, ask.RefundId, cancellation) is not { } known)
            return new(RefundStanding.Missing);

        if (ask.Last == RefundStanding.ToSend) await book.IndexAsync(known.Order.Order, known.Refund.Refund, cancellation);
        var asked = await asking.AskAsync(known, ask.Last, cancellation);
        if (asked.NeedsShares) await shares.CallAsync(client, ask.Order, cancellation);
        if (asked.Refund.State == RefundState.Succeeded)
            await book.IndexDayAsync(known.Order.Order, asked.Refund, cancellation);
        return new(asked.Standing, asked.Failed);
    }
}
