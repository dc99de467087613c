using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Flows;
using PayFunctions.Infra.Http;

namespace PayFunctions.Splits;

/// <summary>Starts and wakes the splits' orchestrations. The engine being away is an answer: false.</summary>
public sealed class SplitFlows(
    IOptionsMonitor<SplitsOptions> options, IOptionsMonitor<RetryOptions> retries, Starter starter, Hints hints)
{
    /// <summary>
    /// Before it is written: whatever a crash leaves, someone looks after it. What is then refused leaves an
    /// orchestration that finds nothing and ends.
    /// </summary>
    public Task<bool> PrepareAsync(
        DurableTaskClient client, Order order, SplitAsked asked, CancellationToken cancellation) => StartAsync(
        client, SplitIds.Of(order.Key, asked.Split!.Id, asked.Return?.Id), order, asked.Split.Id, asked.Return?.Id,
        isWritten: false, cancellation);

    /// <summary>Whoever drives it hears of it, now that it is written or has moved: started if need be.</summary>
    public async Task<bool> WakeAsync(
        DurableTaskClient client, Order order, Split split, ShareReturn? given, CancellationToken cancellation)
    {
        var id = SplitIds.Of(order.Key, split.Id, given?.Id);
        return await hints.RaiseAsync(client, id, SplitLifecycle.Hint, cancellation) switch
        {
            Hinted.Heard => true,
            Hinted.Failed => false,
            Hinted.Missing => await StartAsync(
                client, id, order, split.Id, given?.Id, isWritten: true, cancellation),
            Hinted.Ended => !SplitMachine.IsOpen(given?.State ?? split.State) || await StartAsync(
                client, SplitIds.OfLate(id), order, split.Id, given?.Id, isWritten: true, cancellation),
        };
    }

    /// <summary>Has another go on where that orchestration broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, Order order, string splitId, string? returnId,
        CancellationToken cancellation) => StartAsync(
        client, SplitIds.After(broken), order, splitId, returnId, isWritten: true, cancellation);

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, Order order, string splitId, string? returnId, bool isWritten,
        CancellationToken cancellation) => starter.StartOnceAsync(
        client, nameof(SplitLifecycle), id,
        SplitLife.Of(order, splitId, returnId, isWritten, options.CurrentValue, retries.CurrentValue.Plan()),
        cancellation);
}
