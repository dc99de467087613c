using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Infra.Refunds;

/// <summary>
/// The one door's half for refunds: a refund and its order move together, by one transaction, or not at all.
/// </summary>
public sealed class RefundBook(OrderStore store, Quarantine quarantine, TimeProvider clock, ILogger<RefundBook> log)
{
    /// <summary>
    /// How often a race lost to another process is decided anew before the caller is asked to come again.
    /// </summary>
    private const int Tries = 20;

    private readonly Turns _turns = new();

    /// <summary>Sets the amount apart on the order and writes the refund: one query and one transaction.</summary>
    /// <param name="prepare">Called once before the refund is first written, for whoever is to look after it; false: it
    /// can't be, and nothing is written.</param>
    public Task<RefundReserved> RequestAsync(
        OrderKey key, NewRefund asked, Func<Order, Refund, Task<bool>> prepare, CancellationToken cancellation) =>
        _turns.TakeAsync(OrderKeys.Partition(key), () => ReserveAsync(key, asked, prepare, cancellation), cancellation);

    /// <summary>Reads order and refund, decides, and commits the answer: one query and one transaction.</summary>
    public Task<RefundApplied> ApplyAsync(OrderKey key, RefundEvidence evidence, CancellationToken cancellation) =>
        _turns.TakeAsync(OrderKeys.Partition(key), () => ApplyAsync(key, null, evidence, cancellation), cancellation);

    /// <summary>The same where both were read just now: it saves the query.</summary>
    public Task<RefundApplied> ApplyAsync(RefundOfOrder known, RefundEvidence evidence, CancellationToken cancellation)
    {
        var key = known.Order.Order.Key;
        return _turns.TakeAsync(
            OrderKeys.Partition(key), () => ApplyAsync(key, known, evidence, cancellation), cancellation);
    }

    /// <summary>A point read: one request.</summary>
    public async Task<Refund?> FindAsync(OrderKey key, string refundId, CancellationToken cancellation) =>
        (await store.ReadRefundAsync(key, refundId, cancellation))?.Refund;

    /// <summary>With its order, by one query, for an apply that is to follow; null where either is missing.</summary>
    public async Task<RefundOfOrder?> FindWithOrderAsync(
        OrderKey key, string refundId, CancellationToken cancellation)
    {
        var (order, refund) = await store.ReadWithRefundAsync(key, refundId, cancellation);
        return order is null || refund is null ? null : new(order, refund);
    }

    /// <summary>
    /// Writes down what the refund waits for (not enough funds, for one), so that whoever looks sees it.
    /// </summary>
    public async Task NoteAsync(RefundOfOrder known, string? code, CancellationToken cancellation)
    {
        if (known.Refund.Refund.Code == code) return;
        await store.NoteAsync(
            known.Order.Order.Key, known.Refund, known.Refund.Refund with { Code = code }, cancellation);
    }

    /// <summary>Has the order found by the refund's id and by its number over there: one upsert, or two. Safe to repeat.</summary>
    public Task IndexAsync(Order order, Refund refund, CancellationToken cancellation) =>
        store.IndexRefundAsync(order, refund, cancellation);

    /// <summary>Writes the refund's posting into the index of its day: one upsert. Safe to repeat.</summary>
    public Task IndexDayAsync(Order order, Refund refund, CancellationToken cancellation) =>
        refund.Posting is null ? Task.CompletedTask : store.IndexDayAsync(order, refund, cancellation);

    private async Task<RefundReserved> ReserveAsync(
        OrderKey key, NewRefund asked, Func<Order, Refund, Task<bool>> prepare, CancellationToken cancellation)
    {
        var prepared = false;
        for (var tries = 0; tries < Tries; tries++)
        {
            var (order, known) = await store.ReadWithRefundAsync(key, asked.Id, cancellation);
            if (order is null) return new(ApplyOutcome.UnknownOrder, null, null, null);
            var decided = RefundReservation.Decide(order.Order, known?.Refund, asked, clock.GetUtcNow());
            if (decided.Verdict == Verdict.Repeat)
                return new(ApplyOutcome.Repeat, order.Order, decided.Refund, null);
            if (decided.Verdict != Verdict.Moved)
                return new(ApplyOutcome.Refused, order.Order, decided.Refund, decided.Broken);
            prepared = prepared || await prepare(order.Order, decided.Refund!);
            if (!prepared) return new(ApplyOutcome.Contended, order.Order, null, null);

            var commit = await store.CommitAsync(order, decided, clock.GetUtcNow(), cancellation);
            if (commit.Result != CommitResult.Committed) continue;
            log.Reserved(key, asked.Id, asked.Amount.ToString());
            return new(ApplyOutcome.Moved, decided.Order, decided.Refund, null);
        }

        log.Contended(key, asked.Id, Tries);
        return new(ApplyOutcome.Contended, null, null, null);
    }

    private async Task<RefundApplied> ApplyAsync(
        OrderKey key, RefundOfOrder? known, RefundEvidence evidence, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var (order, refund) = known is null
                ? await store.ReadWithRefundAsync(key, evidence.RefundId, cancellation)
                : (known.Order, known.Refund);
            // A refund's notification names the attempt that was paid, and no order.
            if (order is null && await store.OrderOfAsync(key, cancellation) is { } named && named != key)
                return await ApplyAsync(named, evidence, cancellation);
            if (order is null || refund is null) return await UnknownAsync(key, order, evidence, cancellation);
            if (tries == 0)
            {
                EnvelopeReplays.Count(
                    log, order, evidence.Source, evidence.Provider, evidence.Id, evidence.EnvelopeHeaders, evidence.Envelope);
            }

            var change = RefundDecision.Decide(order.Order, refund.Refund, evidence);
            // What a caller remembers may be old: only a move finds that out by itself.
            if ((known is null || change.Verdict == Verdict.Moved)
                && await TakeAsync(order, refund, change, evidence, cancellation) is { } applied)
            {
                return applied;
            }

            known = null;
        }

        log.Contended(key, evidence.RefundId, Tries);
        return new(ApplyOutcome.Contended, null, null, null);
    }

    /// <returns>Null when either has moved meanwhile: read them again and decide anew.</returns>
    private Task<RefundApplied?> TakeAsync(
        StoredOrder order, StoredRefund refund, RefundChange change, RefundEvidence evidence,
        CancellationToken cancellation) => change.Verdict switch
        {
            Verdict.Moved => MoveAsync(order, refund, change, evidence, cancellation),
            Verdict.Repeat => RepeatAsync(change, evidence, cancellation),
            Verdict.Refused => Task.FromResult<RefundApplied?>(Refused(change, evidence)),
            Verdict.Quarantined => QuarantineAsync(change, evidence, cancellation),
        };

    private async Task<RefundApplied?> MoveAsync(
        StoredOrder order, StoredRefund refund, RefundChange change, RefundEvidence evidence,
        CancellationToken cancellation)
    {
        var commit = await store.CommitAsync(order, refund, change, evidence, clock.GetUtcNow(), cancellation);
        if (commit.Result == CommitResult.OrderMoved) return null;
        // What it says was applied before, or by this very call whose answer was lost: what stands now is read again.
        if (commit.Result == CommitResult.EvidenceExists) return await KnownAsync(order.Order.Key, evidence, cancellation);

        var (from, to) = (refund.Refund.State, change.Refund.State);
        log.Moved(order.Order.Key, evidence.Event, evidence.Id, evidence.RefundId, from, to);
        Transitions.Count(from, to, change.Postings);
        LedgerMeter.Count(change.Postings);
        if (change.Order.State != order.Order.State)
            Transitions.Count(order.Order.State, change.Order.State, booked: []);
        await ShowAsync(order.Order.Key, change.Refusal, evidence, cancellation);
        return new(ApplyOutcome.Moved, change.Order, change.Refund, change.Refusal);
    }

    private async Task<RefundApplied?> KnownAsync(
        OrderKey key, RefundEvidence evidence, CancellationToken cancellation)
    {
        var (order, refund) = await store.ReadWithRefundAsync(key, evidence.RefundId, cancellation);
        if (order is null || refund is null) return null;
        await ShowAsync(key, Shown(refund.Refund, evidence), evidence, cancellation);
        return Repeated(order.Order, refund.Refund, evidence);
    }

    private async Task<RefundApplied?> RepeatAsync(
        RefundChange change, RefundEvidence evidence, CancellationToken cancellation)
    {
        var key = change.Order.Key;
        if (evidence.Source == EvidenceSource.Notification)
            await store.NoteAsync(key, change.Refund, evidence, clock.GetUtcNow(), cancellation);
        await ShowAsync(key, Shown(change.Refund, evidence), evidence, cancellation);
        return Repeated(change.Order, change.Refund, evidence);
    }

    private async Task<RefundApplied?> QuarantineAsync(
        RefundChange change, RefundEvidence evidence, CancellationToken cancellation)
    {
        await quarantine.KeepAsync(change.Order.Key, evidence, change.Refusal!, cancellation);
        return new(ApplyOutcome.Quarantined, change.Order, change.Refund, change.Refusal);
    }

    private async Task<RefundApplied> UnknownAsync(
        OrderKey key, StoredOrder? order, RefundEvidence evidence, CancellationToken cancellation)
    {
        var refusal = order is null
            ? new Refusal(RefusalReason.UnknownOrder, "orderId")
            : new(RefusalReason.UnknownRefund, "refundId");
        if (evidence.Provider is not null) await quarantine.KeepAsync(key, evidence, refusal, cancellation);
        var outcome = order is null ? ApplyOutcome.UnknownOrder : ApplyOutcome.Quarantined;
        return new(outcome, order?.Order, null, refusal);
    }

    /// <summary>What was moved and still needs an operator. A repeat mends what a crash left undone.</summary>
    private Task ShowAsync(OrderKey key, Refusal? refusal, RefundEvidence evidence, CancellationToken cancellation) =>
        refusal is null ? Task.CompletedTask : quarantine.KeepAsync(key, evidence, refusal, cancellation);

    private static Refusal? Shown(Refund refund, RefundEvidence evidence) =>
        evidence.Event == RefundEvent.Abnormal && refund.State == RefundState.Abnormal
            ? new(RefusalReason.RefundAbnormal, "refund.state")
            : null;

    private RefundApplied Repeated(Order order, Refund refund, RefundEvidence evidence)
    {
        log.Repeated(order.Key, evidence.Event, evidence.Id, refund.Id);
        Transitions.Repeat(refund.State);
        return new(ApplyOutcome.Repeat, order, refund, null);
    }

    private RefundApplied Refused(RefundChange change, RefundEvidence evidence)
    {
        var refusal = change.Refusal!;
        Transitions.Refused("refund", refusal.Reason);
        log.Refused(
            change.Order.Key, evidence.Event, evidence.Source, change.Refund.Id, change.Refund.State, refusal.Reason);
        return new(ApplyOutcome.Refused, change.Order, change.Refund, refusal);
    }
}
