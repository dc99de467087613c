using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Refunds;

namespace PayFunctions.Refunds;

/// <summary>A refund whose orchestration broke off.</summary>
public sealed record BrokenRefund(string InstanceId, OrderKey Order, string RefundId);

/// <summary>Finds refunds that nobody drives any more, without looking through orders, and has them driven again.</summary>
public sealed class RefundMending(RefundBook book, RefundFlows flows)
{
    /// <summary>By the engine's own query; most have been mended since, or have ended by a notification.</summary>
    public async IAsyncEnumerable<BrokenRefund> BrokenAsync(
        DurableTaskClient client, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var broken = new OrchestrationQuery(
            CreatedFrom: since, Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated],
            InstanceIdPrefix: RefundIds.Prefix, FetchInputsAndOutputs: true);
        await foreach (var instance in client.GetAllInstancesAsync(broken).WithCancellation(cancellation))
        {
            if (instance.ReadInputAs<RefundLife>() is { } life)
                yield return new(instance.InstanceId, new(life.Tenant, life.OrderId), life.RefundId);
        }
    }

    /// <summary>
    /// Starts what is to go on where that one broke off, once: the second start finds the first. Safe to repeat.
    /// </summary>
    /// <returns>The refund as it stands, where it was still open; null: there was nothing to mend, or nobody to do it.
    /// </returns>
    public async Task<Refund?> MendAsync(
        DurableTaskClient client, BrokenRefund broken, CancellationToken cancellation)
    {
        if (await book.FindWithOrderAsync(broken.Order, broken.RefundId, cancellation) is not { } known) return null;
        var (order, refund) = (known.Order.Order, known.Refund.Refund);
        if (refund.State is not (RefundState.Requested or RefundState.Processing)) return null;
        return await flows.GoOnFromAsync(client, broken.InstanceId, order, refund, cancellation) ? refund : null;
    }
}
