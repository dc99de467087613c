using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Flows;
using PayFunctions.Infra.Http;

namespace PayFunctions.Refunds;

/// <summary>Starts and wakes the refunds' orchestrations. The engine being away is an answer: false.</summary>
public sealed class RefundFlows(
    IOptionsMonitor<RefundsOptions> options, IOptionsMonitor<RetryOptions> retries, Starter starter, Hints hints)
{
    /// <summary>
    /// Before the refund is written: whatever a crash leaves, someone looks after it. What is then refused leaves an
    /// orchestration that finds nothing and ends.
    /// </summary>
    public Task<bool> PrepareAsync(
        DurableTaskClient client, Order order, Refund refund, CancellationToken cancellation) =>
        StartAsync(client, RefundIds.Of(order.Key, refund), order, refund, isWritten: false, cancellation);

    /// <summary>
    /// Whoever drives the refund hears of it, now that it is written or has moved: started if need be.
    /// </summary>
    public async Task<bool> WakeAsync(
        DurableTaskClient client, Order order, Refund refund, CancellationToken cancellation)
    {
        var id = RefundIds.Of(order.Key, refund);
        return await hints.RaiseAsync(client, id, RefundLifecycle.Hint, cancellation) switch
        {
            Hinted.Heard => true,
            Hinted.Failed => false,
            Hinted.Missing => await StartAsync(client, id, order, refund, isWritten: true, cancellation),
            Hinted.Ended => await GoOnAsync(client, order, refund, cancellation),
        };
    }

    /// <summary>Has another go on where that orchestration broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, Order order, Refund refund, CancellationToken cancellation) =>
        StartAsync(client, RefundIds.After(broken), order, refund, isWritten: true, cancellation);

    private Task<bool> GoOnAsync(
        DurableTaskClient client, Order order, Refund refund, CancellationToken cancellation) => refund.State switch
        {
            RefundState.Requested or RefundState.Processing => StartAsync(
                client, RefundIds.OfLate(order.Key, refund), order, refund, isWritten: true, cancellation),
            RefundState.Closed when order.Notify is null => Task.FromResult(true),
            RefundState.Succeeded or RefundState.Closed => starter.StartOnceAsync(
                client, nameof(RefundLifecycle.RefundFollowUp), RefundIds.OfEnd(order.Key, refund),
                Life(order, refund, isWritten: true), cancellation),
            RefundState.Abnormal => Task.FromResult(true),
        };

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, Order order, Refund refund, bool isWritten,
        CancellationToken cancellation) => starter.StartOnceAsync(
        client, nameof(RefundLifecycle), id, Life(order, refund, isWritten), cancellation);

    private RefundLife Life(Order order, Refund refund, bool isWritten) =>
        RefundLife.Of(order, refund, isWritten, options.CurrentValue, retries.CurrentValue.Plan());
}
