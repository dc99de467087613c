using Microsoft.DurableTask.Client;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Reconciliation;

/// <summary>
/// Carries out what was planned of a difference. It writes no money: it asks the provider, tries the answer on a copy of the
/// order, and brings it to the order's one door.
/// </summary>
public sealed class Repairing(
    OrderBook orders, RefundBook refunds, OrdersOfBills ordersOfBills, Channels channels, OrderFlows flows, RefundFlows refundFlows)
{
    /// <summary>The order's postings as they stand, and what the repair would add, on a copy: nothing is written.</summary>
    public async Task<IReadOnlyList<PostingLine>> PreviewAsync(
        RunKey key, DifferenceEntry entry, CancellationToken cancellation)
    {
        if (entry.Action == RepairAction.Accept) return [];
        if (await ordersOfBills.FindAsync(key, entry.Difference, cancellation) is not { } story) return [];
        var tried = entry.Action == RepairAction.ConfirmRefund
            ? (await AskRefundAsync(story, entry, cancellation)).Added
            : (await AskOrderAsync(story.Order, entry, cancellation)).Added;
        return PostingLine.Of(story.Postings, tried);
    }

    /// <summary>Safe to repeat: what was applied before is a repeat at the door.</summary>
    internal async Task<RepairWord> RepairAsync(
        DurableTaskClient client, RunKey key, DifferenceEntry entry, CancellationToken cancellation)
    {
        if (entry.Action == RepairAction.Accept)
            return RepairWord.Done($"stands as it is, says {string.Join(" and ", entry.Approvals.Select(one => one.By))}");
        if (await ordersOfBills.FindAsync(key, entry.Difference, cancellation) is not { } story)
            return RepairWord.No($"there is no order {entry.Difference.First.OrderId}");
        var word = entry.Action == RepairAction.ConfirmRefund
            ? await RepairRefundAsync(client, story, entry, cancellation)
            : await RepairOrderAsync(client, story.Order, entry, cancellation);
        if (word.End == RepairEnd.Done) await orders.IndexDayAsync(story.Order.Key, cancellation);
        return word;
    }

    private async Task<RepairWord> RepairOrderAsync(
        DurableTaskClient client, Order order, DifferenceEntry entry, CancellationToken cancellation)
    {
        var asked = await AskOrderAsync(order, entry, cancellation);
        if (asked.Evidence is not { } evidence) return asked.WhyNot!;
        var applied = await orders.ApplyAsync(order.Key, evidence, cancellation);
        if (applied.Outcome == ApplyOutcome.Contended) return RepairWord.Later("the order is busy");
        if (applied.Outcome is not (ApplyOutcome.Moved or ApplyOutcome.Repeat))
            return RepairWord.No($"the order would not have it: {applied.Refusal?.Reason}");
        if (evidence.Event == OrderEvent.AdjustedByBill) return RepairWord.Done("the rounding is booked");

        var woken = (applied.Refund is not { } refund || await refundFlows.WakeAsync(client, applied.Order!, refund, cancellation))
            && await flows.WakeAsync(client, applied.Order!, evidence, cancellation);
        return woken ? RepairWord.Done($"{evidence.Event}: {applied.Order!.State}") : RepairWord.Later("the engine is away");
    }

    private async Task<RepairWord> RepairRefundAsync(
        DurableTaskClient client, OrderStory story, DifferenceEntry entry, CancellationToken cancellation)
    {
        var asked = await AskRefundAsync(story, entry, cancellation);
        if (asked.Evidence is not { } evidence) return asked.WhyNot!;
        var applied = await refunds.ApplyAsync(story.Order.Key, evidence, cancellation);
        if (applied.Outcome == ApplyOutcome.Contended) return RepairWord.Later("the order is busy");
        if (applied.Outcome is not (ApplyOutcome.Moved or ApplyOutcome.Repeat))
            return RepairWord.No($"the refund would not have it: {applied.Refusal?.Reason}");
        return await refundFlows.WakeAsync(client, applied.Order!, applied.Refund!, cancellation)
            ? RepairWord.Done($"{evidence.Event}: {applied.Refund!.State}")
            : RepairWord.Later("the engine is away");
    }

    /// <summary>The provider's word, held against its own bill and tried on a copy.</summary>
    private async Task<(Evidence? Evidence, IReadOnlyList<Posting> Added, RepairWord? WhyNot)> AskOrderAsync(
        Order order, DifferenceEntry entry, CancellationToken cancellation)
    {
        var evidence = entry.Action == RepairAction.PostAdjustment ? Adjustments.Of(order, entry) : null;
        if (evidence is null)
        {
            // A payment may have come through an attempt that was left.
            var asked = BillNumbers.Through(order, entry.Difference.There[0].OrderId);
            if (!channels.Has(asked.Channel)) return (null, [], RepairWord.No($"{asked.Channel} can't be asked"));
            var answer = await AskAsync(asked, entry.Difference.There[0], cancellation);
            if (WhyNot(answer.Outcome, answer.Code) is { } no) return (null, [], no);
            evidence = answer.Evidence!;
            if (Contradiction(entry.Difference.There[0], evidence) is { } other) return (null, [], RepairWord.No(other));
        }

        var change = EvidenceDecision.Decide(order, evidence);
        return change.Verdict is Verdict.Moved or Verdict.Repeat
            ? (evidence, change.Postings, null)
            : (null, [], RepairWord.No($"the order would not have it: {change.Refusal?.Reason}"));
    }

    /// <summary>A reversal that is a trade of its own over there is asked about by its own number.</summary>
    private Task<ProviderAnswer> AskAsync(Order order, MovementRow there, CancellationToken cancellation) =>
        there.Kind == MovementKind.Reversal && order.Reversal is not null && channels.ReversingOf(order) is { } reversing
            ? reversing.QueryReversalAsync(order, cancellation)
            : channels.Of(order).QueryAsync(order, cancellation);

    private async Task<(RefundEvidence? Evidence, IReadOnlyList<Posting> Added, RepairWord? WhyNot)> AskRefundAsync(
        OrderStory story, DifferenceEntry entry, CancellationToken cancellation)
    {
        var there = entry.Difference.There[0];
        if (story.Refunds.FirstOrDefault(one => BillNumbers.Of(one.Through(story.Order), one) == there.Reference) is not { } refund)
            return (null, [], RepairWord.No($"nobody here asked for a refund {there.Reference}"));
        var paid = refund.Through(story.Order);
        var answer = await channels.Of(paid).QueryRefundAsync(paid, refund, cancellation);
        if (WhyNot(answer.Outcome, answer.Code) is { } no) return (null, [], no);
        var says = answer.Evidence!;
        if (says.Event != RefundEvent.Succeeded || says.Amount?.MinorUnits != there.Amount)
            return (null, [], RepairWord.No($"the provider says {says.Event} of {says.Amount}, and its bill {there.Amount}"));
        var change = RefundDecision.Decide(story.Order, refund, says);
        return change.Verdict is Verdict.Moved or Verdict.Repeat
            ? (says, change.Postings, null)
            : (null, [], RepairWord.No($"the refund would not have it: {change.Refusal?.Reason}"));
    }

    private static RepairWord? WhyNot(ProviderOutcome outcome, string? code) => outcome switch
    {
        ProviderOutcome.Answered => null,
        ProviderOutcome.Nothing or ProviderOutcome.NotFound or ProviderOutcome.Refused =>
            RepairWord.No($"the provider, asked, does not confirm its bill: {outcome} {code}"),
        ProviderOutcome.Later or ProviderOutcome.NotSent or ProviderOutcome.Unknown =>
            RepairWord.Later($"the provider could not be asked: {outcome} {code}"),
    };

    private static string? Contradiction(MovementRow bill, Evidence says)
    {
        // What is told of a reversal names the payment, and its line in the bill may name the reversal.
        var isOther = (bill.ProviderId.Length > 0 && bill.Reference.Length == 0 && says.TransactionId != bill.ProviderId)
            || (says.Total is { } total && (total.MinorUnits != bill.Amount || total.Currency != bill.Currency));
        return isOther
            ? $"the provider says {says.TransactionId} of {says.Total}, and its bill {bill.ProviderId} of {bill.Amount}"
            : null;
    }
}
