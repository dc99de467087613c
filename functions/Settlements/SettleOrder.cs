using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Settlements;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
using PayFunctions.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Settlements;

/// <summary>
/// One wake of a settlement that is due: asks for the release of what is left, or finds how far it is. Safe to repeat.
/// </summary>
/// <remarks>The release is a split like any other: its own orchestration sends it, and asks until it is done.</remarks>
public sealed class SettleOrder(SplitBook book, SplitFlows flows, ILogger<SettleOrder> log)
{
    [Function(nameof(SettleOrder))]
    public async Task<SettlementStep> RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        using var scope = log.OfOrder(order.OrderId);
        if (await book.FindWithAllAsync(order.Key, cancellation) is not { } known) return SettlementStep.NothingLeft;
        var plan = SettlementDecision.Decide(
            known.Order.Order, [.. known.Splits.Select(stored => stored.Split)]);
        switch (plan.Step)
        {
            case SettlementStep.Release:
                await ReleaseAsync(client, order.Key, plan.Release!, cancellation);
                return SettlementStep.Wait;
            case SettlementStep.Wait when plan.Waits is { } split:
                // Whoever drives it looks now: started, if it got lost.
                await flows.WakeAsync(client, known.Order.Order, split, null, cancellation);
                return SettlementStep.Wait;
            case SettlementStep.Wait or SettlementStep.Settled or SettlementStep.NothingLeft:
                return plan.Step;
            default:
                throw new InvalidOperationException($"No such step: {plan.Step}.");
        }
    }

    private async Task ReleaseAsync(
        DurableTaskClient client, OrderKey key, NewSplit release, CancellationToken cancellation)
    {
        var reserved = await book.RequestAsync(
            key, release, static (_, _) => false,
            (order, written) => flows.PrepareAsync(client, order, written, cancellation), cancellation);
        switch (reserved.Outcome)
        {
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                log.ReleaseAsked(release.Id, key.OrderId, reserved.Split!.Rest.ToString());
                await flows.WakeAsync(client, reserved.Order!, reserved.Split, null, cancellation);
                break;
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined or ApplyOutcome.Contended or ApplyOutcome.UnknownOrder:
                // The order has moved since the plan was made: the next wake plans anew.
                log.ReleaseNotTaken(release.Id, key.OrderId, reserved.Outcome, reserved.Broken);
                break;
            default:
                throw new InvalidOperationException($"No such outcome: {reserved.Outcome}.");
        }
    }
}
