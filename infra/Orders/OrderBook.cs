using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>The one door to orders: all that can move one is evidence, and all evidence comes through here.</summary>
/// <remarks>
/// Core decides; the answer is committed as one entity-group transaction that begins with the evidence's own row. So a
/// repeat, a lost response and a lost race are all told by the store, and none of them needs a lock or a second write.
/// </remarks>
public sealed class OrderBook(OrderStore store, Quarantine quarantine, TimeProvider clock, ILogger<OrderBook> log)
{
    /// <summary>How often a lost race is decided anew before the caller is asked to come again.</summary>
    private const int Tries = 5;

    /// <summary>Inserts the order unless its id is taken. One request, one more when it is taken.</summary>
    public async Task<CreateOutcome> CreateAsync(Order order, CancellationToken cancellation)
    {
        if (Story.Begin(order.Key) is { } trace) order = order with { Trace = trace };
        if (await store.InsertAsync(order, cancellation) is { } stored) return new(CreateResult.Created, stored);
        if (await store.ReadAsync(order.Key, cancellation) is not { } there)
        {
            return await store.OrderOfAsync(order.Key, cancellation) is not null
                ? new(CreateResult.OtherExists, new(order, default)) // Another order's attempt is called so.
                : throw new InvalidOperationException($"The order {order.Key} exists and can't be read.");
        }

        return new(order.AsksTheSameAs(there.Order) ? CreateResult.SameExists : CreateResult.OtherExists, there);
    }

    /// <summary>Reads the order, decides, and commits the answer: one read and one transaction.</summary>
    public async Task<Applied> ApplyAsync(OrderKey key, Evidence evidence, CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(key, cancellation);
        return await ApplyAsync(key, stored, isFresh: true, EvidenceDecision.Decide, evidence, cancellation);
    }

    /// <summary>The same for an order whose version is known: it saves the read.</summary>
    public Task<Applied> ApplyAsync(StoredOrder known, Evidence evidence, CancellationToken cancellation) =>
        ApplyAsync(known.Order.Key, known, isFresh: false, EvidenceDecision.Decide, evidence, cancellation);

    /// <summary>An operator sends a payment back in full that contradicts its order.</summary>
    public Task<Applied> SendBackAsync(StoredOrder known, Evidence payment, CancellationToken cancellation) =>
        ApplyAsync(known.Order.Key, known, isFresh: true, SendingBack.Decide, payment, cancellation);

    /// <summary>The merchant wants the order's payment back as a whole.</summary>
    /// <param name="until">Until when a payment of that time can be reversed.</param>
    public Task<Applied> ReverseAsync(
        StoredOrder known, Evidence asked, Func<DateTimeOffset, DateTimeOffset> until,
        CancellationToken cancellation) => ApplyAsync(
        known.Order.Key, known, isFresh: true, (order, evidence) => ReversalDecision.Decide(order, evidence, until), asked,
        cancellation);

    /// <summary>Writes evidence down that changes nothing, for the order's timeline. Safe to repeat.</summary>
    public Task NoteAsync(Order order, Evidence evidence, CancellationToken cancellation) =>
        store.NoteAsync(order, evidence, clock.GetUtcNow(), cancellation);

    /// <summary>Has the router's next attempt begin, under the first number that no other order has.</summary>
    /// <param name="leave">The router's word; its <see cref="Evidence.Next"/> without a number yet.</param>
    /// <returns>Null: the order can have no more attempts.</returns>
    public async Task<Applied?> RerouteAsync(StoredOrder known, Evidence leave, CancellationToken cancellation)
    {
        var key = known.Order.Key;
        var last = known.Order.Others.Append(known.Order.Face).Max(one => one.Number);
        for (var number = last + 1; AttemptNumber.Fits(key.OrderId, number); number++)
        {
            if (!await store.TakeNumberAsync(key, number, cancellation)) continue;
            return await ApplyAsync(known, leave with { Next = leave.Next! with { Number = number } }, cancellation);
        }

        return null;
    }

    /// <summary>A point read: one request.</summary>
    public async Task<Order?> FindAsync(OrderKey key, CancellationToken cancellation) =>
        (await store.ReadAsync(key, cancellation))?.Order;

    /// <summary>The order that an attempt of that number (out_trade_no) belongs to; null: none, or the order of that id itself.</summary>
    public Task<OrderKey?> FindByNumberAsync(OrderKey number, CancellationToken cancellation) =>
        store.OrderOfAsync(number, cancellation);

    /// <summary>The same with the order's version, for an apply that is to follow.</summary>
    public Task<StoredOrder?> FindStoredAsync(OrderKey key, CancellationToken cancellation) =>
        store.ReadAsync(key, cancellation);

    /// <summary>The order with its timeline and its postings: one query of its partition.</summary>
    public Task<OrderStory?> ReadStoryAsync(OrderKey key, CancellationToken cancellation) =>
        store.ReadStoryAsync(key, cancellation);

    /// <summary>
    /// Writes the order's postings into the index of their days: one query, one upsert. Safe to repeat.
    /// </summary>
    public Task IndexDayAsync(OrderKey key, CancellationToken cancellation) => store.IndexDaysAsync(key, cancellation);

    /// <summary>Has the order found by its reversal's number, where the provider's bill has it under one: an upsert. Safe to repeat.</summary>
    public Task IndexReversalAsync(Order order, CancellationToken cancellation) =>
        store.IndexReversalAsync(order, cancellation);

    /// <summary>The same for an order just read whose payment is all that was booked: one upsert.</summary>
    /// <returns>False where more was booked than that: <see cref="IndexDayAsync"/> is for it.</returns>
    public async Task<bool> TryIndexPaymentAsync(Order order, CancellationToken cancellation)
    {
        if (order is not { State: OrderState.Paid, Postings: 1, PaidAt: not null }) return false;
        await store.IndexPaymentAsync(order, cancellation);
        return true;
    }

    private async Task<Applied> ApplyAsync(
        OrderKey key, StoredOrder? stored, bool isFresh, Func<Order, Evidence, OrderChange> decide, Evidence evidence,
        CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (stored is null) return await UnknownAsync(key, evidence, cancellation);
            if (tries == 0) CountReplay(stored, evidence);
            var change = decide(stored.Order, evidence);
            // What a caller remembers may be old: only a move finds that out by itself.
            if ((isFresh || change.Verdict == Verdict.Moved)
                && await TakeAsync(stored, change, evidence, cancellation) is { } applied)
            {
                return applied;
            }

            stored = await store.ReadAsync(key, cancellation);
            isFresh = true;
        }

        log.Contended(key, evidence.Id, Tries);
        return new(ApplyOutcome.Contended, stored, null, null);
    }

    private void CountReplay(StoredOrder stored, Evidence evidence) => EnvelopeReplays.Count(
        log, stored, evidence.Source, evidence.Provider, evidence.Id, evidence.EnvelopeHeaders, evidence.Envelope);

    /// <returns>Null when the order has moved meanwhile: read it again and decide anew.</returns>
    private Task<Applied?> TakeAsync(
        StoredOrder stored, OrderChange change, Evidence evidence, CancellationToken cancellation) =>
        change.Verdict switch
        {
            Verdict.Moved => MoveAsync(stored, change, evidence, cancellation),
            Verdict.Repeat => RepeatAsync(stored, change, evidence, cancellation),
            Verdict.Refused => Task.FromResult<Applied?>(Refused(stored, change.Refusal!, evidence)),
            Verdict.Quarantined => QuarantineAsync(stored, change.Refusal!, evidence, cancellation),
        };

    private async Task<Applied?> MoveAsync(
        StoredOrder stored, OrderChange change, Evidence evidence, CancellationToken cancellation)
    {
        var commit = await store.CommitAsync(stored, change, evidence, clock.GetUtcNow(), cancellation);
        switch (commit.Result)
        {
            case CommitResult.Committed:
                log.Moved(stored.Order.Key, evidence.Event, evidence.Id, stored.Order.State, change.Order.State);
                Transitions.Count(stored.Order.State, change.Order.State, change.Postings);
                LedgerMeter.Count(change.Postings);
                var refusal = await KeepStrayMoneyAsync(stored.Order.Key, change, evidence, cancellation);
                return new(ApplyOutcome.Moved, commit.Stored, stored.Order.State, refusal, change.Refund);
            case CommitResult.EvidenceExists:
                await KeepStrayMoneyAsync(stored.Order.Key, change, evidence, cancellation);
                // The one who hears an answer acts on the state; the one who notifies is only acknowledged.
                var now = evidence.Source == EvidenceSource.Notification
                    ? stored
                    : await store.ReadAsync(stored.Order.Key, cancellation);
                return Repeated(now ?? stored, evidence, change.Refund);
            case CommitResult.OrderMoved:
                return null;
            default:
                throw new InvalidOperationException($"No such commit: {commit.Result}.");
        }
    }

    private async Task<Applied?> RepeatAsync(
        StoredOrder stored, OrderChange change, Evidence evidence, CancellationToken cancellation)
    {
        if (evidence.Source == EvidenceSource.Notification)
        {
            await store.NoteAsync(stored.Order, evidence, clock.GetUtcNow(), cancellation);
        }

        await KeepStrayMoneyAsync(stored.Order.Key, change, evidence, cancellation);
        return Repeated(stored, evidence, change.Refund);
    }

    private async Task<Applied?> QuarantineAsync(
        StoredOrder stored, Refusal refusal, Evidence evidence, CancellationToken cancellation)
    {
        await quarantine.KeepAsync(stored.Order.Key, evidence, refusal, cancellation);
        return new(ApplyOutcome.Quarantined, stored, null, refusal);
    }

    private async Task<Applied> UnknownAsync(OrderKey key, Evidence evidence, CancellationToken cancellation)
    {
        var refusal = new Refusal(RefusalReason.UnknownOrder, "orderId");
        var isByProvider = evidence.Source is EvidenceSource.Notification or EvidenceSource.Answer;
        if (isByProvider) await quarantine.KeepAsync(key, evidence, refusal, cancellation);
        return new(ApplyOutcome.UnknownOrder, null, null, refusal);
    }

    /// <summary>
    /// Money that nobody can use is booked, and an operator sees it. A repeat mends what a crash left undone.
    /// </summary>
    private async Task<Refusal?> KeepStrayMoneyAsync(
        OrderKey key, OrderChange change, Evidence evidence, CancellationToken cancellation)
    {
        var refusal = change.Refund?.Cause switch
        {
            RefundCause.LatePayment => new Refusal(RefusalReason.LatePayment, "state"),
            RefundCause.SecondPayment => new(RefusalReason.SecondPayment, "transactionId"),
            // An operator has just decided on the one, and a merchant asks for the other by another way.
            RefundCause.QuarantinedPayment or RefundCause.MerchantRequest or RefundCause.TopUpFailed or null => null,
        };
        if (refusal is null) return null;
        await quarantine.KeepAsync(key, evidence, refusal, cancellation);
        return refusal;
    }

    private Applied Repeated(StoredOrder stored, Evidence evidence, Refund? refund)
    {
        log.Repeated(stored.Order.Key, evidence.Event, evidence.Id, stored.Order.State);
        Transitions.Repeat(stored.Order.State);
        return new(ApplyOutcome.Repeat, stored, null, null, refund);
    }

    private Applied Refused(StoredOrder stored, Refusal refusal, Evidence evidence)
    {
        Transitions.Refused("order", refusal.Reason);
        log.Refused(stored.Order.Key, evidence.Event, evidence.Source, stored.Order.State, refusal.Reason);
        return new(ApplyOutcome.Refused, stored, null, refusal);
    }
}
