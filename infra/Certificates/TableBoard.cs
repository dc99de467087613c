using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Certificates;

/// <summary>The board in the table <c>Locks</c>: one partition holds the lease, the version and the accounts, so that
/// one transaction can be fenced by the lease.</summary>
public sealed class TableBoard(TableAccounts accounts, IOptionsMonitor<CertificateOptions> options, TimeProvider clock)
    : IRenewalBoard
{
    /// <summary>A transaction takes 100 rows; the lease and the version are two of them.</summary>
    private const int AccountsAtOnce = 98;

    private TableClient Locks => accounts.Holding(TableNames.Locks, BoardRows.Partition);

    public async Task<RunLease?> TryTakeAsync(string owner, CancellationToken cancellation)
    {
        var row = BoardRows.Lease(owner, NewEnd());
        try
        {
            var response = await Locks.WriteAsync((table, stop) => table.AddEntityAsync(row, stop), cancellation);
            return Held(row, response);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return await TakeOverAsync(row, cancellation);
        }
    }

    public async Task<RunLease?> CommitAsync(
        RunLease lease, IReadOnlyCollection<AccountStatus> statuses, bool publishes, bool ends,
        CancellationToken cancellation)
    {
        var portions = statuses.Chunk(AccountsAtOnce).ToList();
        if (portions.Count == 0) portions.Add([]);
        foreach (var (index, portion) in portions.Index())
        {
            // The version comes last: whoever sees it finds all the rest.
            var isLast = index == portions.Count - 1;
            if (await CommitAsync(lease, portion, publishes && isLast, ends && isLast, cancellation) is not { } held)
                return null;
            lease = held;
        }

        return lease;
    }

    public async Task ReleaseAsync(RunLease lease, CancellationToken cancellation)
    {
        try
        {
            await Locks.DeleteEntityAsync(BoardRows.Partition, BoardRows.LeaseRow, lease.Version, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return; // No longer ours to release.
        }
    }

    public async Task<string?> VersionAsync(CancellationToken cancellation)
    {
        var read = await ReadAsync(BoardRows.VersionRow, cancellation);
        return read?.ETag.ToString();
    }

    public async Task<BoardState> ReadAsync(CancellationToken cancellation) =>
        BoardRows.State(await Locks.ReadAllAsync(BoardRows.Filter, BoardRows.Columns, cancellation));

    public async Task AuditAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var month in entries.GroupBy(BoardRows.AuditPartition))
        {
            var table = accounts.Holding(TableNames.Locks, month.Key);
            foreach (var portion in month.Chunk(100))
            {
                await table.WriteAsync(
                    (table, stop) => table.SubmitTransactionAsync(
                        portion.Select(entry => Add(BoardRows.Audit(entry, Guid.NewGuid()))), stop),
                    cancellation);
            }
        }
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static RunLease Held(TableEntity row, Response response) =>
        new(row.Text("Owner"), ETagOf(response), row.Time("ExpiresAt"));

    private static ETag ETagOf(Response response) =>
        response.Headers.ETag ?? throw new InvalidDataException("The store answered a write without an ETag.");

    private DateTimeOffset NewEnd() => clock.GetUtcNow() + options.CurrentValue.LeaseFor;

    /// <summary>Taken: by whom, and until when, is one read. One that has run out is taken over by its ETag.</summary>
    private async Task<RunLease?> TakeOverAsync(TableEntity ours, CancellationToken cancellation)
    {
        if (await ReadAsync(BoardRows.LeaseRow, cancellation) is not { } theirs) return null; // Released just now.
        // The insert was ours after all, and its response was lost on the way.
        if (theirs.Text("Owner") == ours.Text("Owner"))
            return new(theirs.Text("Owner"), theirs.ETag, theirs.Time("ExpiresAt"));
        if (theirs.Time("ExpiresAt") > clock.GetUtcNow()) return null;
        try
        {
            return Held(
                ours, await Locks.UpdateEntityAsync(ours, theirs.ETag, TableUpdateMode.Replace, cancellation));
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null; // Another was quicker.
        }
    }

    private async Task<RunLease?> CommitAsync(
        RunLease lease, AccountStatus[] statuses, bool publishes, bool ends, CancellationToken cancellation)
    {
        var fence = BoardRows.Lease(lease.Owner, NewEnd());
        var change = ends ? TableTransactionActionType.Delete : TableTransactionActionType.UpdateReplace;
        List<TableTransactionAction> actions =
        [
            new(change, fence, lease.Version),
            .. statuses.Select(status => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, BoardRows.Account(status))),
        ];
        if (publishes)
            actions.Add(new(TableTransactionActionType.UpsertReplace, BoardRows.Version(clock.GetUtcNow(), lease.Owner)));
        try
        {
            var answers = (await Locks.SubmitTransactionAsync(actions, cancellation)).Value;
            var held = ends ? lease with { IsOver = true } : Held(fence, answers[0]);
            return held with { Published = publishes ? ETagOf(answers[^1]).ToString() : null };
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    private async Task<TableEntity?> ReadAsync(string row, CancellationToken cancellation)
    {
        try
        {
            var read = await Locks.GetEntityIfExistsAsync<TableEntity>(
                BoardRows.Partition, row, cancellationToken: cancellation);
            return read.HasValue ? read.Value : null;
        }
        catch (RequestFailedException e) when (e is { Status: 404, ErrorCode: "TableNotFound" })
        {
            return null;
        }
    }
}
