using Microsoft.DurableTask.Client;
using PayFunctions.Core.Splits;
using PayFunctions.Flows;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>
/// Finds splits and returns that nobody drives any more, without looking through orders, and has them driven again.
/// </summary>
public sealed class SplitMending(SplitBook book, SplitFlows flows, BrokenFlows broken)
{
    /// <summary>By the engine's own query; most have been mended since, or have ended by a notification.</summary>
    public IAsyncEnumerable<Broken<SplitLife>> BrokenAsync(
        DurableTaskClient client, DateTimeOffset since, CancellationToken cancellation) =>
        broken.ListAsync<SplitLife>(
            client, SplitIds.Prefix, since, static life => new(life.Tenant, life.OrderId), cancellation);

    /// <summary>
    /// Starts what is to go on where that one broke off, once: the second start finds the first. Safe to repeat.
    /// </summary>
    /// <returns>False: there was nothing to mend, or nobody to do it.</returns>
    public async Task<bool> MendAsync(
        DurableTaskClient client, Broken<SplitLife> found, CancellationToken cancellation)
    {
        var (splitId, returnId) = (found.Input.SplitId, found.Input.ReturnId);
        if (await book.FindWithOrderAsync(found.Flow.Order, splitId, cancellation) is not { } known) return false;
        var split = known.Split.Split;
        var state = returnId is null ? split.State : split.Return(returnId)?.State;
        return state is { } stands && SplitMachine.IsOpen(stands) && await flows.GoOnFromAsync(
            client, found.Flow.InstanceId, known.Order.Order, splitId, returnId, cancellation);
    }
}
