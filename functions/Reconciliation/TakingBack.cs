using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Refunds;
using PayFunctions.Refunds;

namespace PayFunctions.Reconciliation;

/// <summary>
/// Undoes a repair on people's word, and by a posting of the order's own: an adjustment by its opposite, a payment that was
/// confirmed by its refund. Safe to repeat.
/// </summary>
public sealed class TakingBack(
    ReconciliationBook book, OrdersOfBills ordersOfBills, OrderBook orders, RefundBook refunds, RefundFlows flows,
    IOptionsMonitor<ReconciliationOptions> options, TimeProvider clock)
{
    /// <returns>Null: it is taken back, or waits for another person's word.</returns>
    internal async Task<Problem?> TakeBackAsync(
        DurableTaskClient client, RunKey key, DifferenceEntry known, Approval word, CancellationToken cancellation)
    {
        if (known.State == DifferenceState.TakenBack) return null;
        switch (Approvals.TakeBack(known, options.CurrentValue.SecondApproverAbove, word))
        {
            case ApprovalOutcome.NotWaiting:
                return DecideDifference.NotWaiting with { Detail = $"It is {known.State}: there is no repair to take back." };
            case ApprovalOutcome.SamePerson:
                return DecideDifference.SamePerson;
            case ApprovalOutcome.AgreedInPart:
                await book.ChangeAsync(key, known.Id, one => WithWord(one, word), cancellation);
                return null;
            case ApprovalOutcome.Agreed:
                return await CarryOutAsync(client, key, known, word, cancellation);
            default:
                throw new InvalidOperationException("No such outcome.");
        }
    }

    /// <summary>Two who come at once: the second is another's to hear of.</summary>
    private DifferenceEntry? WithWord(DifferenceEntry entry, Approval word) =>
        Approvals.TakeBack(entry, options.CurrentValue.SecondApproverAbove, word) == ApprovalOutcome.AgreedInPart
            ? entry with { TakeBacks = [.. entry.TakeBacks, word] }
            : null;

    private async Task<Problem?> CarryOutAsync(
        DurableTaskClient client, RunKey key, DifferenceEntry entry, Approval word, CancellationToken cancellation)
    {
        var back = await UndoAsync(client, key, entry, word, cancellation);
        if (back.End == RepairEnd.Later) return Problem.Unavailable;
        if (back.End != RepairEnd.Done) return NotTakenBack with { Detail = back.Said };
        await book.ChangeAsync(key, entry.Id, one => one.After(DifferenceEvent.Reversed, clock.GetUtcNow()) is { } after
            ? after with { Rejection = word, TakeBacks = [.. one.TakeBacks, word], Outcome = back.Said }
            : null, cancellation);
        return null;
    }

    private async Task<RepairWord> UndoAsync(
        DurableTaskClient client, RunKey key, DifferenceEntry entry, Approval word, CancellationToken cancellation)
    {
        if (entry.Action == RepairAction.Accept) return RepairWord.Done("stands no more: the next run asks anew");
        if (await ordersOfBills.FindAsync(key, entry.Difference, cancellation) is not { } story)
            return RepairWord.No("there is no such order");
        return entry.Action switch
        {
            RepairAction.PostAdjustment => await AdjustBackAsync(story.Order, entry, word, cancellation),
            RepairAction.ConfirmPayment => await SendBackAsync(client, story.Order, entry, cancellation),
            // No posting brings money back that is with the payer: the books would only say so.
            RepairAction.ConfirmRefund => RepairWord.No(
                "the provider has sent that money to the payer: only the provider takes a refund back, or the payer pays anew"),
            RepairAction.Accept => throw new InvalidOperationException("That was answered."),
        };
    }

    private async Task<RepairWord> AdjustBackAsync(
        Order order, DifferenceEntry entry, Approval word, CancellationToken cancellation)
    {
        var applied = await orders.ApplyAsync(order.Key, Adjustments.Back(order, entry, word), cancellation);
        if (applied.Outcome == ApplyOutcome.Contended) return RepairWord.Later("the order is busy");
        if (applied.Outcome is not (ApplyOutcome.Moved or ApplyOutcome.Repeat)) return RepairWord.No($"{applied.Outcome}");
        await orders.IndexDayAsync(order.Key, cancellation);
        return RepairWord.Done("taken back by a compensating posting");
    }

    /// <summary>The money is there: it goes back as any refund does, and that refund's posting compensates the payment's.</summary>
    private async Task<RepairWord> SendBackAsync(
        DurableTaskClient client, Order order, DifferenceEntry entry, CancellationToken cancellation)
    {
        var id = RefundIdRule.OfTakenBack(entry.Id);
        var known = await refunds.FindAsync(order.Key, id, cancellation);
        if (known is null && WhyNot(order, entry) is { } no) return no;
        var asked = new NewRefund(id, known?.Amount ?? order.Refundable, known?.Reason);
        var reserved = await refunds.RequestAsync(
            order.Key, asked, (of, refund) => flows.PrepareAsync(client, of, refund, cancellation), cancellation);
        if (reserved.Outcome == ApplyOutcome.Contended) return RepairWord.Later("the order is busy");
        if (reserved.Broken is { } broken)
        {
            var problem = RefundProblems.Of(broken, reserved.Order!, asked, reserved.Refund);
            return RepairWord.No($"the order refuses the refund: {problem.Kind}. {problem.Detail}");
        }

        return await flows.WakeAsync(client, reserved.Order!, reserved.Refund!, cancellation)
            ? RepairWord.Done($"goes back by the refund {id} of {reserved.Refund!.Amount}")
            : RepairWord.Later("the engine is away");
    }

    private static RepairWord? WhyNot(Order order, DifferenceEntry entry)
    {
        if (entry.Difference.There[0].ProviderId != order.TransactionId || order.Paid.IsZero)
            return RepairWord.No("what came late or beside the order's own payment goes back by itself");
        return order.Refundable.IsZero ? RepairWord.No("all of it has gone back, or is on its way") : null;
    }

    private static Problem NotTakenBack { get; } = new(409, "not-taken-back", "That repair can't be taken back.");
}
