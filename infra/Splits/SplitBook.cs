using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;

namespace PayFunctions.Infra.Splits;

/// <summary>
/// The one door's half for splits: a split and its order move together, by one transaction, or not at all.
/// </summary>
public sealed class SplitBook(OrderStore store, Quarantine quarantine, TimeProvider clock, ILogger<SplitBook> log)
{
    /// <summary>
    /// How often a race lost to another process is decided anew before the caller is asked to come again.
    /// </summary>
    private const int Tries = 20;

    private readonly Turns _turns = new();

    /// <summary>Sets the shares apart on the order and writes the split: one query and one transaction.</summary>
    /// <param name="prepare">Called once before the split is first written, for whoever is to look after it; false: it
    /// can't be, and nothing is written.</param>
    public Task<SplitReserved> RequestAsync(
        OrderKey key, NewSplit asked, Func<Order, string, bool> isReceiver, Func<Order, SplitAsked, Task<bool>> prepare,
        CancellationToken cancellation) => ReserveAsync(
            key, asked.Id,
            (order, known) => SplitReservation.Decide(
                order, known, asked, account => isReceiver(order, account), clock.GetUtcNow()),
            prepare, cancellation);

    /// <summary>Writes the return of a share into its split: one query and one transaction.</summary>
    public Task<SplitReserved> RequestAsync(
        OrderKey key, string splitId, NewReturn asked, Func<Order, SplitAsked, Task<bool>> prepare,
        CancellationToken cancellation) => ReserveAsync(
            key, splitId,
            (order, known) => known is null
                ? null
                : SplitReservation.Decide(order, known, asked, clock.GetUtcNow()),
            prepare, cancellation);

    /// <summary>Asks for the returns that refunds under way lack and that nobody has asked for yet.</summary>
    /// <returns>What is now on its way back.</returns>
    public async Task<IReadOnlyList<SplitReserved>> CallSharesBackAsync(
        OrderKey key, Func<Order, SplitAsked, Task<bool>> prepare, CancellationToken cancellation)
    {
        if (await FindWithAllAsync(key, cancellation) is not { } known) return [];
        var plan = SharesFirst.Plan(known.Order.Order, [.. known.Splits.Select(stored => stored.Split)]);
        List<SplitReserved> called = [];
        foreach (var (splitId, asked) in plan)
        {
            var reserved = await RequestAsync(key, splitId, asked, prepare, cancellation);
            // Refused: the order has moved since the plan was made, and the refund's next wake plans anew.
            if (reserved.Outcome is ApplyOutcome.Moved or ApplyOutcome.Repeat) called.Add(reserved);
        }

        return called;
    }

    /// <summary>Decides on what was read just now, and commits the answer: one transaction.</summary>
    public Task<SplitApplied> ApplyAsync(SplitOfOrder known, SplitEvidence evidence, CancellationToken cancellation)
    {
        var key = known.Order.Order.Key;
        return _turns.TakeAsync(
            OrderKeys.Partition(key), () => ApplyAsync(key, known, evidence, cancellation), cancellation);
    }

    /// <summary>
    /// Finds whose number the notice names and takes it as evidence: one query and one transaction. What names nothing of
    /// ours goes to quarantine.
    /// </summary>
    public async Task<SplitApplied> ApplyAsync(OrderKey key, ShareNotice notice, CancellationToken cancellation)
    {
        if (await store.ReadWithSplitsAsync(key, cancellation) is { } known)
        {
            foreach (var split in known.Splits)
            {
                if (Find(split.Split, notice) is not { } evidence) continue;
                var applied = await ApplyAsync(new(known.Order, split), evidence, cancellation);
                return applied with
                {
                    Return = evidence.ReturnId is { } id ? applied.Split?.Return(id) : null,
                };
            }
        }

        var refusal = new Refusal(RefusalReason.UnknownSplit, "number");
        await quarantine.KeepAsync(key, notice.Of(notice.Number, null), refusal, cancellation);
        return new(ApplyOutcome.Quarantined, null, null, refusal);
    }

    private static SplitEvidence? Find(Split split, ShareNotice notice)
    {
        if (!notice.IsReturn) return split.Number == notice.Number ? notice.Of(split.Id, null) : null;
        foreach (var given in split.Returns)
        {
            if (given.Number == notice.Number && given.Account == notice.Account) return notice.Of(split.Id, given.Id);
        }

        return null;
    }

    /// <summary>A point read: one request.</summary>
    public async Task<Split?> FindAsync(OrderKey key, string splitId, CancellationToken cancellation) =>
        (await store.ReadSplitAsync(key, splitId, cancellation))?.Split;

    /// <summary>The order and all of its splits: one query; null where there is no such order.</summary>
    public Task<SplitsOfOrder?> FindWithAllAsync(OrderKey key, CancellationToken cancellation) =>
        store.ReadWithSplitsAsync(key, cancellation);

    /// <summary>With its order, by one query, for an apply that is to follow; null where either is missing.</summary>
    public async Task<SplitOfOrder?> FindWithOrderAsync(OrderKey key, string splitId, CancellationToken cancellation)
    {
        var (order, split) = await store.ReadWithSplitAsync(key, splitId, cancellation);
        return order is null || split is null ? null : new(order, split);
    }

    /// <summary>Writes down what the split or its return waits for, so that whoever looks sees it.</summary>
    public async Task NoteAsync(SplitOfOrder known, ShareReturn? given, string? code, CancellationToken cancellation)
    {
        var split = known.Split.Split;
        if ((given is null ? split.Code : given.Code) == code) return;
        var noted = given is null ? split with { Code = code } : split.With(given with { Code = code });
        await store.NoteAsync(known.Order.Order.Key, known.Split, noted, cancellation);
    }

    /// <summary>Writes the postings of a split and of its returns into the index of their days. Safe to repeat.</summary>
    public async Task IndexDayAsync(OrderKey key, Split split, CancellationToken cancellation)
    {
        if (split is { Posting: { } first, EndedAt: { } at })
        {
            for (var posting = first; posting < first + OrderPostings.CountOf(split); posting++)
                await store.IndexDayAsync(key, posting, OrderPostings.SplitKind, at, cancellation);
        }

        foreach (var given in split.Returns)
        {
            if (given is { Posting: { } returned, EndedAt: { } back })
                await store.IndexDayAsync(key, returned, OrderPostings.SplitReturnKind, back, cancellation);
        }
    }

    private Task<SplitReserved> ReserveAsync(
        OrderKey key, string splitId, Func<Order, Split?, SplitAsked?> decide,
        Func<Order, SplitAsked, Task<bool>> prepare, CancellationToken cancellation) =>
        _turns.TakeAsync(OrderKeys.Partition(key), async () =>
        {
            var prepared = false;
            for (var tries = 0; tries < Tries; tries++)
            {
                var (order, known) = await store.ReadWithSplitAsync(key, splitId, cancellation);
                if (order is null) return new(ApplyOutcome.UnknownOrder, null, null, null);
                if (decide(order.Order, known?.Split) is not { } decided)
                    return new(ApplyOutcome.Refused, order.Order, null, null);
                if (decided.Verdict != Verdict.Moved) return Known(decided);
                prepared = prepared || await prepare(order.Order, decided);
                if (!prepared) return new(ApplyOutcome.Contended, order.Order, null, null);

                var commit = await store.CommitAsync(order, known, decided, clock.GetUtcNow(), cancellation);
                if (commit.Result != CommitResult.Committed) continue;
                log.Reserved(key, splitId, decided.Return?.Number ?? decided.Split!.Number);
                return new(ApplyOutcome.Moved, decided.Order, decided.Split, null, decided.Return);
            }

            log.Contended(key, splitId, Tries);
            return new SplitReserved(ApplyOutcome.Contended, null, null, null);
        }, cancellation);

    private static SplitReserved Known(SplitAsked decided) => new(
        decided.Verdict == Verdict.Repeat ? ApplyOutcome.Repeat : ApplyOutcome.Refused, decided.Order, decided.Split,
        decided.Broken, decided.Return);

    private async Task<SplitApplied> ApplyAsync(
        OrderKey key, SplitOfOrder known, SplitEvidence evidence, CancellationToken cancellation)
    {
        EnvelopeReplays.Count(
            log, known.Order, evidence.Source, evidence.Provider, evidence.Id, evidence.EnvelopeHeaders, evidence.Envelope);
        var fresh = (SplitOfOrder?)known;
        var isRead = false;
        for (var tries = 0; tries < Tries && fresh is not null; tries++)
        {
            var change = SplitDecision.Decide(fresh.Order.Order, fresh.Split.Split, evidence);
            // What a caller remembers may be old: only a move finds that out by itself.
            if ((isRead || change.Verdict == Verdict.Moved)
                && await TakeAsync(fresh, change, evidence, cancellation) is { } applied)
            {
                return applied;
            }

            fresh = await FindWithOrderAsync(key, evidence.SplitId, cancellation);
            isRead = true;
        }

        log.Contended(key, evidence.SplitId, Tries);
        return new(ApplyOutcome.Contended, null, null, null);
    }

    /// <returns>Null when either has moved meanwhile: read them again and decide anew.</returns>
    private async Task<SplitApplied?> TakeAsync(
        SplitOfOrder known, SplitChange change, SplitEvidence evidence, CancellationToken cancellation)
    {
        var key = change.Order.Key;
        switch (change.Verdict)
        {
            case Verdict.Moved:
                return await MoveAsync(known, change, evidence, cancellation);
            case Verdict.Repeat:
                log.Repeated(key, evidence.Event, evidence.Id, evidence.SplitId);
                return new(ApplyOutcome.Repeat, change.Order, change.Split, null);
            case Verdict.Refused:
                Transitions.Refused("split", change.Refusal!.Reason);
                log.Refused(key, evidence.Event, evidence.SplitId, change.Refusal.Reason);
                return new(ApplyOutcome.Refused, change.Order, change.Split, change.Refusal);
            case Verdict.Quarantined:
                await quarantine.KeepAsync(key, evidence, change.Refusal!, cancellation);
                return new(ApplyOutcome.Quarantined, change.Order, change.Split, change.Refusal);
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Verdict, "No such verdict.");
        }
    }

    private async Task<SplitApplied?> MoveAsync(
        SplitOfOrder known, SplitChange change, SplitEvidence evidence, CancellationToken cancellation)
    {
        var commit = await store.CommitAsync(known, change, evidence, clock.GetUtcNow(), cancellation);
        if (commit.Result == CommitResult.OrderMoved) return null;
        if (commit.Result == CommitResult.EvidenceExists)
        {
            // It was applied before, or by this very call whose answer was lost: what stands now is read again.
            var stands = await FindWithOrderAsync(change.Order.Key, evidence.SplitId, cancellation);
            return stands is null
                ? null
                : new(ApplyOutcome.Repeat, stands.Order.Order, stands.Split.Split, null);
        }

        var given = evidence.ReturnId is { } id ? change.Split.Return(id) : null;
        var before = given is null ? known.Split.Split.State : known.Split.Split.Return(given.Id)!.State;
        var after = given?.State ?? change.Split.State;
        log.Moved(change.Order.Key, evidence.Event, evidence.Id, evidence.SplitId, evidence.ReturnId, after);
        Transitions.Count(before, after, change.Postings);
        LedgerMeter.Count(change.Postings);
        return new(ApplyOutcome.Moved, change.Order, change.Split, null);
    }
}
