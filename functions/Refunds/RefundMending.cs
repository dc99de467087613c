using Microsoft.DurableTask.Client;
using PayFunctions.Core.Refunds;
using PayFunctions.Flows;
using PayFunctions.Infra.Refunds;

namespace PayFunctions.Refunds;

/// <summary>Finds refunds that nobody drives any more, without looking through orders, and has them driven again.</summary>
public sealed class RefundMending(RefundBook book, RefundFlows flows, BrokenFlows broken)
{
    /// <summary>By the engine's own query; most have been mended since, or have ended by a notification.</summary>
    public IAsyncEnumerable<Broken<RefundLife>> BrokenAsync(
        DurableTaskClient client, DateTimeOffset since, CancellationToken cancellation) =>
        broken.ListAsync<RefundLife>(
            client, RefundIds.Prefix, since, static life => new(life.Tenant, life.OrderId), cancellation);

    /// <summary>
    /// Starts what is to go on where that one broke off, once: the second start finds the first. Safe to repeat.
    /// </summary>
    /// <returns>The refund as it stands, where it was still open; null: there was nothing to mend, or nobody to do it.
    /// </returns>
    public async Task<Refund?> MendAsync(
        DurableTaskClient client, Broken<RefundLife> found, CancellationToken cancellation)
    {
        if (await book.FindWithOrderAsync(found.Flow.Order, found.Input.RefundId, cancellation) is not { } known) return null;
        var (order, refund) = (known.Order.Order, known.Refund.Refund);
        if (refund.State is not (RefundState.Requested or RefundState.Processing)) return null;
        return await flows.GoOnFromAsync(client, found.Flow.InstanceId, order, refund, cancellation) ? refund : null;
    }
}
