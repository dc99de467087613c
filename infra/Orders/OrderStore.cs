using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Infra.Orders;

/// <summary>The requests that the order book makes, and what the store's refusals mean.</summary>
public sealed partial class OrderStore(TableAccounts accounts)
{
    private static readonly string[] RefundColumns =
        ["PartitionKey", "RowKey", .. new HashSet<string>([.. OrderRows.Columns, .. RefundRows.Columns])];

    /// <summary>The order and the first row of its audit; and its number, where an attempt could be called so.</summary>
    /// <returns>Null when the id, or its number, is taken.</returns>
    internal async Task<StoredOrder?> InsertAsync(Order order, CancellationToken cancellation)
    {
        var (marks, audit) = OrderMarks.None.With(order.Key, [OrderAudit.Created(order)]);
        List<TableTransactionAction> actions =
            [new(TableTransactionActionType.Add, OrderRows.Write(order, marks)), .. audit];
        if (AttemptNumber.MayBeAnothers(order.Key.OrderId))
            actions.Add(new(TableTransactionActionType.Add, NumberRow(order.Key, order.Key.OrderId)));
        try
        {
            var responses = await Table(OrderKeys.Partition(order.Key)).WriteAsync(
                (table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);
            return new(order, responses.Value[0].Headers.ETag ?? default) { Marks = marks };
        }
        catch (TableTransactionFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return null;
        }
    }

    internal async Task<StoredOrder?> ReadAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, OrderKeys.Order, cancellationToken: cancellation);
        return row.HasValue ? Joined(OrderRows.Read(key, row.Value!)) : null;
    }

    /// <summary>Whoever reads an order works on its story.</summary>
    private static StoredOrder Joined(StoredOrder stored)
    {
        Story.Join(stored.Order.Key, stored.Order.Trace);
        return stored;
    }

    /// <summary>
    /// Evidence, order, postings and messages, all or none. The evidence comes first: what the store refuses first,
    /// it names.
    /// </summary>
    internal async Task<Commit> CommitAsync(
        StoredOrder stored, OrderChange change, Evidence evidence, DateTimeOffset at, CancellationToken cancellation)
    {
        var (key, from, to) = (stored.Order.Key, stored.Order.State, change.Order.State);
        // Without a version the update would be unconditional.
        if (stored.Version == default) return new(CommitResult.OrderMoved);
        var (marks, audit) = stored.Marks
            .Saw(evidence.Source, evidence.Id, EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope))
            .With(key, OrderAudit.Of(stored.Order, change, evidence, at));
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, EvidenceRows.Write(key, evidence, from, to, at)),
            Replace(change.Order, marks, stored),
            .. audit,
            .. Postings(key, change.Postings),
            .. Messages(key, change.Messages),
            .. AttemptRows.Changed(stored.Order, change.Order),
        ];
        if (change.Refund is { } refund)
            actions.Add(new(TableTransactionActionType.Add, RefundRows.Write(key, refund)));
        return await SubmitAsync(actions, change.Order, marks, cancellation);
    }

    /// <summary>The refund that was asked for and its order, or neither.</summary>
    internal async Task<Commit> CommitAsync(
        StoredOrder stored, RefundAsked asked, DateTimeOffset at, CancellationToken cancellation)
    {
        var key = stored.Order.Key;
        if (stored.Version == default) return new(CommitResult.OrderMoved);
        var (marks, audit) = stored.Marks.With(key, [OrderAudit.Of(asked, at)]);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, RefundRows.Write(key, asked.Refund!)),
            Replace(asked.Order, marks, stored),
            .. audit,
        ];
        return await SubmitAsync(actions, asked.Order, marks, cancellation);
    }

    /// <summary>Evidence, refund, postings and messages, and the order with its audit: all or none.</summary>
    internal async Task<Commit> CommitAsync(
        StoredOrder stored, StoredRefund refund, RefundChange change, RefundEvidence evidence, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var (key, from, to) = (stored.Order.Key, refund.Refund.State, change.Refund.State);
        if (stored.Version == default || refund.Version == default) return new(CommitResult.OrderMoved);
        var (marks, audit) = stored.Marks
            .Saw(evidence.Source, evidence.Id, EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope))
            .With(key, OrderAudit.Of(stored.Order, refund.Refund, change, evidence, at));
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, RefundEvidenceRows.Write(key, evidence, from, to, at)),
            Replace(change.Order, marks, stored),
            new(TableTransactionActionType.UpdateReplace, RefundRows.Write(key, change.Refund), refund.Version),
            .. audit,
            .. Postings(key, change.Postings),
            .. Messages(key, change.Messages),
        ];
        return await SubmitAsync(actions, change.Order, marks, cancellation);
    }

    private static TableTransactionAction Replace(Order order, OrderMarks marks, StoredOrder stored) =>
        new(TableTransactionActionType.UpdateReplace, OrderRows.Write(order, marks), stored.Version);

    private static IEnumerable<TableTransactionAction> Postings(OrderKey key, IReadOnlyList<Posting> postings) =>
        postings.Select(
            posting => new TableTransactionAction(TableTransactionActionType.Add, LedgerRows.Write(key, posting)));

    private static IEnumerable<TableTransactionAction> Messages(
        OrderKey key, IReadOnlyList<OutboxMessage> messages) =>
        messages.Select(
            message => new TableTransactionAction(TableTransactionActionType.Add, OutboxRows.Write(key, message)));

    /// <param name="actions">The second replaces the order.</param>
    private async Task<Commit> SubmitAsync(
        List<TableTransactionAction> actions, Order order, OrderMarks marks, CancellationToken cancellation)
    {
        try
        {
            var table = Table(OrderKeys.Partition(order.Key));
            var responses = await table.SubmitTransactionAsync(actions, cancellation);
            var version = responses.Value[1].Headers.ETag ?? default;
            return new(CommitResult.Committed, new(order, version) { Marks = marks });
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            var firstExists = e is { FailedTransactionActionIndex: 0, ErrorCode: "EntityAlreadyExists" };
            return new(firstExists ? CommitResult.EvidenceExists : CommitResult.OrderMoved);
        }
    }

    /// <summary>The order and one refund of it, by one query.</summary>
    internal async Task<(StoredOrder? Order, StoredRefund? Refund)> ReadWithRefundAsync(
        OrderKey key, string refundId, CancellationToken cancellation)
    {
        var (partition, order, refund) = (OrderKeys.Partition(key), OrderKeys.Order, OrderKeys.Refund(refundId));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and (RowKey eq {order} or RowKey eq {refund})"),
            RefundColumns, cancellation);
        var (orderRow, refundRow) = (rows.Find(row => row.RowKey == order), rows.Find(row => row.RowKey == refund));
        var refundOf = refundRow is null ? null : RefundRows.Read(refundRow);
        if (refundOf?.Refund.Trace is { } asked) Story.Join(key, asked); // By what asked for it, a week ago perhaps.
        return (orderRow is null ? null : Joined(OrderRows.Read(key, orderRow)), refundOf);
    }

    internal async Task<StoredRefund?> ReadRefundAsync(OrderKey key, string refundId, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, OrderKeys.Refund(refundId), cancellationToken: cancellation);
        return row.HasValue ? RefundRows.Read(row.Value!) : null;
    }

    /// <summary>A word beside a refund that changes nothing of it; a lost race leaves it unsaid.</summary>
    internal async Task NoteAsync(OrderKey key, StoredRefund known, Refund noted, CancellationToken cancellation)
    {
        try
        {
            await Table(OrderKeys.Partition(key)).UpdateEntityAsync(
                RefundRows.Write(key, noted), known.Version, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return; // It has moved since: what it waited for is no longer what it waits for.
        }
    }

    /// <summary>
    /// Keeps evidence that changed nothing, so that the timeline shows it and its message can be driven again.
    /// </summary>
    internal Task NoteAsync(Order order, Evidence evidence, DateTimeOffset at, CancellationToken cancellation) =>
        NoteAsync(EvidenceRows.Write(order.Key, evidence, order.State, order.State, at), cancellation);

    /// <summary>The same for what was said of a refund.</summary>
    internal Task NoteAsync(
        OrderKey key, Refund refund, RefundEvidence evidence, DateTimeOffset at, CancellationToken cancellation) =>
        NoteAsync(RefundEvidenceRows.Write(key, evidence, refund.State, refund.State, at), cancellation);

    private async Task NoteAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await Table(row.PartitionKey).AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return; // Noted before, or applied: that is what a repeat is.
        }
    }

    internal async Task<OrderStory?> ReadStoryAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), StoryRows.Columns, cancellation);
        var story = StoryRows.Read(key, rows);
        if (story is not null) Story.Join(key, story.Order.Trace);
        return story;
    }

    internal async Task IndexDaysAsync(OrderKey key, CancellationToken cancellation)
    {
        if (await ReadStoryAsync(key, cancellation) is not { } story) return;
        foreach (var row in LedgerDayRows.Of(story)) await IndexAsync(row, cancellation);
    }

    /// <summary>The index row of an order's only posting, a payment: all it needs stands on the order itself.</summary>
    internal Task IndexPaymentAsync(Order order, CancellationToken cancellation) =>
        IndexAsync(LedgerDayRows.OfPayment(order), cancellation);

    /// <summary>The index row of a refund's posting: all it needs stands on the order and the refund.</summary>
    internal Task IndexDayAsync(Order order, Refund refund, CancellationToken cancellation) =>
        IndexAsync(LedgerDayRows.OfRefund(order, refund), cancellation);

    /// <summary>
    /// The order by its refund's id, and by what the refund is called in the provider's bill: written once it sets out, so that a
    /// stuck one is found too. Safe to repeat.
    /// </summary>
    internal Task IndexRefundAsync(Order order, Refund refund, CancellationToken cancellation)
    {
        var (byId, number) = (LookupRows.Write(order.Key, LookupKind.Refund, refund.Id), BillNumbers.Of(refund.Through(order), refund));
        return number == refund.Id
            ? KeepAsync(byId, cancellation)
            : Task.WhenAll(KeepAsync(byId, cancellation), KeepAsync(LookupRows.Write(order.Key, LookupKind.Refund, number), cancellation));
    }

    /// <summary>The same of a reversal, where the provider's bill has it under a number of its own.</summary>
    internal Task IndexReversalAsync(Order order, CancellationToken cancellation) => KeepAsync(
        BillNumbers.OfReversal(order) is { } number ? LookupRows.Write(order.Key, LookupKind.Order, number) : null, cancellation);

    private async Task IndexAsync(TableEntity row, CancellationToken cancellation)
    {
        var day = UpsertAsync(TableNames.LedgerDays, row, cancellation);
        await KeepAsync(LookupRows.Of(row), cancellation);
        await day;
    }

    private Task KeepAsync(TableEntity? lookup, CancellationToken cancellation) =>
        lookup is null || !accounts.KeepsLookups
            ? Task.CompletedTask
            : UpsertAsync(TableNames.Lookups, lookup, cancellation);

    private Task UpsertAsync(string table, TableEntity row, CancellationToken cancellation) =>
        accounts.Holding(table, row.PartitionKey).WriteAsync(
            (there, stop) => there.UpsertEntityAsync(row, TableUpdateMode.Replace, stop), cancellation);

    private TableClient Table(string partition) => accounts.Holding(TableNames.Orders, partition);
}
