using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Runs and differences in their table. Every write is an insert or a compare-and-swap.</summary>
public sealed class ReconciliationBook(TableAccounts accounts, TimeProvider clock, ILogger<ReconciliationBook> log)
{
    private const int Tries = 24; // All changes of a day meet at the end of its audit.

    /// <summary>The day's open run; else a new one, or the last where one is enough.</summary>
    /// <param name="again">Whether a day whose last run has ended is run once more.</param>
    public async Task<StoredRun> BeginAsync(RunKey key, bool again, CancellationToken cancellation)
    {
        while (true)
        {
            var last = await LastAsync(key, cancellation);
            if (last is not null && (RunMachine.IsOpen(last.Run.State) || !again)) return last;
            var run = new ReconciliationRun { Key = key, Number = (last?.Run.Number ?? 0) + 1, StartedAt = clock.GetUtcNow() };
            if (await InsertAsync(ReconciliationRows.Write(run), cancellation) is { } version) return new(run, version);
        }
    }

    /// <summary>The latest run of the day; null: it was never run.</summary>
    public async Task<StoredRun?> LastAsync(RunKey key, CancellationToken cancellation) =>
        (await RunsAsync(key, cancellation)).LastOrDefault();

    /// <summary>All runs of the day, the latest last.</summary>
    public async Task<IReadOnlyList<StoredRun>> RunsAsync(RunKey key, CancellationToken cancellation) =>
        [.. (await RowsAsync(key, ReconciliationRows.RunPrefix, cancellation)).Select(ReconciliationRows.ReadRun)];

    /// <summary>Moves a run and notes what else is known of it by now; told twice, the second changes nothing.</summary>
    /// <returns>The run as it stands; null: its state does not allow that.</returns>
    public async Task<ReconciliationRun?> MoveAsync(
        RunKey key, int number, RunEvent happened, Func<ReconciliationRun, ReconciliationRun> note,
        CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = await FindAsync(key, ReconciliationRows.Run(number), cancellation)
                ?? throw new InvalidOperationException($"{key} has no run {number}.");
            var (run, version) = ReconciliationRows.ReadRun(row);
            if (run.After(happened, clock.GetUtcNow()) is not { } after) return null;
            if (ReferenceEquals(after, run)) return run;
            after = note(after);
            var audit = AuditWords.Of(after, clock.GetUtcNow());
            if (!await ReplaceAsync(key, ReconciliationRows.Write(after), version, audit, cancellation)) continue;
            log.RunMoved(key.ToString(), number, after.State.ToString());
            return after;
        }

        throw new InvalidOperationException($"Run {number} of {key} could not be moved: others kept winning.");
    }

    public async Task<StoredDifference?> FindDifferenceAsync(RunKey key, string id, CancellationToken cancellation) =>
        await FindAsync(key, ReconciliationRows.Difference(id), cancellation) is { } row
            ? ReconciliationRows.ReadDifference(row)
            : null;

    public async Task<IReadOnlyList<DifferenceEntry>> DifferencesAsync(RunKey key, CancellationToken cancellation) =>
        [.. (await RowsAsync(key, ReconciliationRows.DifferencePrefix, cancellation))
            .Select(row => ReconciliationRows.ReadDifference(row).Entry)];

    /// <summary>Writes what a run planned; what was decided of a difference before stands.</summary>
    public async Task<DifferenceEntry> FoundAsync(RunKey key, PlannedRepair repair, int run, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindDifferenceAsync(key, repair.Id, cancellation) is not { } known)
            {
                var entry = DifferenceEntry.Of(repair, run, clock.GetUtcNow());
                if (await InsertAsync(ReconciliationRows.Write(key, entry), cancellation) is not null) return entry;
                continue;
            }

            if (known.Entry.LastRun == run) return known.Entry; // This run has been here before.
            var again = known.Entry.FoundAgain(repair, run, clock.GetUtcNow());
            if (await ReplaceAsync(key, ReconciliationRows.Write(key, again), known.Version, AuditWords.Of(known.Entry, again, clock.GetUtcNow()), cancellation)) return again;
        }
    }

    /// <summary>Changes a difference as somebody decides by what it then is; a lost race decides anew.</summary>
    /// <param name="change">Null or the very same entry: nothing is written.</param>
    /// <returns>The entry as it stands; null: there is none.</returns>
    public async Task<DifferenceEntry?> ChangeAsync(
        RunKey key, string id, Func<DifferenceEntry, DifferenceEntry?> change, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindDifferenceAsync(key, id, cancellation) is not { } known) return null;
            if (change(known.Entry) is not { } after || ReferenceEquals(after, known.Entry)) return known.Entry;
            var audit = AuditWords.Of(known.Entry, after, clock.GetUtcNow());
            if (await ReplaceAsync(key, ReconciliationRows.Write(key, after), known.Version, audit, cancellation)) return after;
        }

        throw new InvalidOperationException($"Difference {id} of {key} could not be changed: others kept winning.");
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.Reconciliations, partition);

    private async Task<TableEntity?> FindAsync(RunKey key, string row, CancellationToken cancellation)
    {
        var partition = ReconciliationRows.Partition(key);
        var found = await Table(partition).GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private Task<List<TableEntity>> RowsAsync(RunKey key, string prefix, CancellationToken cancellation)
    {
        var partition = ReconciliationRows.Partition(key);
        var end = $"{prefix[..^1]}}}"; // One past every key that begins with the prefix.
        return Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}"), [],
            cancellation);
    }

    private async Task<ETag?> InsertAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            var response = await Table(row.PartitionKey).WriteAsync(
                (table, stop) => table.AddEntityAsync(row, stop), cancellation);
            return response.Headers.ETag ?? default;
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return null;
        }
    }

    /// <summary>Everything that was done and decided of the day, and whether it still is what was written.</summary>
    public async Task<(IReadOnlyList<AuditRow> Rows, BrokenLink? Broken)> AuditAsync(RunKey key, CancellationToken cancellation)
    {
        // The end first: what is written meanwhile is left out, instead of missing.
        var end = await FindAsync(key, AuditRows.Head, cancellation);
        var head = end is null ? AuditChain.Start(key.ToString()) : AuditRows.ReadHead(end);
        var rows = (await RowsAsync(key, AuditRows.Prefix, cancellation)).Select(AuditRows.Read)
            .Where(row => row.Sequence <= head.Count).ToList();
        return (rows, AuditChain.Verify(key.ToString(), rows, head));
    }

    private async Task<bool> ReplaceAsync(
        RunKey key, TableEntity row, ETag version, AuditEntry? audit, CancellationToken cancellation)
    {
        try
        {
            if (audit is null)
                await Table(row.PartitionKey).UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancellation);
            else
                await Table(row.PartitionKey).SubmitTransactionAsync(await WithAuditAsync(key, row, version, audit, cancellation), cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The change, its audit row and the chain's new end: all of them, or none.</summary>
    private async Task<List<TableTransactionAction>> WithAuditAsync(
        RunKey key, TableEntity row, ETag version, AuditEntry audit, CancellationToken cancellation)
    {
        var end = await FindAsync(key, AuditRows.Head, cancellation);
        var next = AuditChain.Next(end is null ? AuditChain.Start(key.ToString()) : AuditRows.ReadHead(end), audit with { Trace = AuditTrace.Current });
        var head = AuditRows.WriteHead(row.PartitionKey, AuditChain.HeadOf(next));
        return
        [
            new(TableTransactionActionType.UpdateReplace, row, version),
            new(TableTransactionActionType.Add, AuditRows.Write(row.PartitionKey, next)),
            end is null ? new(TableTransactionActionType.Add, head) : new(TableTransactionActionType.UpdateReplace, head, end.ETag),
        ];
    }
}
