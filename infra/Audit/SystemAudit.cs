using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Audit;

/// <summary>
/// What is done to the system rather than to one order: operators' actions, changed settings, refusals. A chain a day
/// (UTC), each begun with where the one before it ended, so that no day can go unseen.
/// </summary>
/// <remarks>All instances append to one chain: each appends by compare-and-swap of its end.</remarks>
public sealed class SystemAudit(TableAccounts accounts, TimeProvider clock, ILogger<SystemAudit> log)
{
    /// <summary>The first row of each day but the first: its subject is the day before, its detail that one's end.</summary>
    public const string DayOpened = "DayOpened";

    /// <summary>A transaction holds a hundred rows; one of them is the end, and one may open the day.</summary>
    public const int MostAtOnce = 98;

    private const int Tries = 24; // All instances meet at the end of the day's chain.
    private const string PartitionPrefix = "system|";
    private const string PartitionsEnd = "system}"; // One past every key that begins with the prefix.

    /// <summary>The name that a day's chain hangs on.</summary>
    public static string ChainOf(string day) => $"system {day}";

    /// <summary>Adds these, all or none. Two requests.</summary>
    /// <param name="entries">At most <see cref="MostAtOnce"/>; their traces as they come.</param>
    /// <exception cref="RequestFailedException">Storage is away: nothing was written.</exception>
    public async Task WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0) return;
        var day = clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        for (var tries = 0; tries < Tries; tries++)
        {
            var end = await EndAsync(day, cancellation);
            var opening = end is null ? await OpeningAsync(day, cancellation) : null;
            var written = opening is null ? entries : [opening, .. entries];
            var head = end is null ? AuditChain.Start(ChainOf(day)) : AuditRows.ReadHead(end);
            if (await TryWriteAsync(Partition(day), head, end?.ETag, written, cancellation) is not { } now) continue;
            if (opening is not null) log.DayOpened(day, opening.Subject, opening.Detail);
            log.Written(entries.Count, day, now.Count, now.Hash);
            return;
        }

        throw new RequestFailedException(503, "The system's audit could not be written: others kept winning.");
    }

    /// <summary>One entry, in the trace that it is called in.</summary>
    public Task WriteAsync(string actor, string action, string subject, string detail, CancellationToken cancellation) =>
        WriteAsync([new(clock.GetUtcNow(), actor, action, subject, detail) { Trace = AuditTrace.Current }], cancellation);

    /// <summary>Proves every day, or one; a later day tells of one that is gone.</summary>
    /// <param name="day">As <c>yyyyMMdd</c>; null: all.</param>
    public async Task<IReadOnlyList<AuditVerdict>> VerifyAsync(string? day, CancellationToken cancellation)
    {
        var filter = day is null
            ? TableClient.CreateQueryFilter($"PartitionKey ge {PartitionPrefix} and PartitionKey lt {PartitionsEnd}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {Partition(day)}");
        var verdicts = new List<AuditVerdict>();
        var ends = new Dictionary<string, IReadOnlyList<AuditRow>>();
        foreach (var table in accounts.Each(TableNames.Audit))
        {
            foreach (var group in (await table.ReadAllAsync(filter, [], cancellation)).GroupBy(row => row.PartitionKey))
            {
                var (name, rows) = (group.Key[PartitionPrefix.Length..], group.ToList());
                var end = rows.Find(row => row.RowKey == AuditRows.Head);
                var head = end is null ? AuditChain.Start(ChainOf(name)) : AuditRows.ReadHead(end);
                verdicts.Add(ChainProof.Verify(ChainOf(name), rows, head, out var read));
                ends[name] = read;
            }
        }

        if (day is null) verdicts = [.. verdicts.Select(verdict => verdict.Broken is null ? Joined(verdict, ends) : verdict)];
        return [.. verdicts.OrderBy(verdict => verdict.Name, StringComparer.Ordinal)];
    }

    /// <summary>When the first entry was written; null: none ever was.</summary>
    public async Task<DateTimeOffset?> BeganAsync(CancellationToken cancellation)
    {
        var (lowest, first) = (PartitionPrefix, AuditRows.Prefix + "00000001");
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {lowest} and PartitionKey lt {PartitionsEnd} and RowKey eq {first}");
        DateTimeOffset? began = null;
        foreach (var table in accounts.Each(TableNames.Audit))
        {
            foreach (var row in await table.ReadAllAsync(filter, ["At"], cancellation))
                began = row.GetDateTimeOffset("At") is { } at && !(at >= began) ? at : began;
        }

        return began;
    }

    /// <summary>What a day says of the one before it still has to be found there.</summary>
    private static AuditVerdict Joined(AuditVerdict verdict, Dictionary<string, IReadOnlyList<AuditRow>> days)
    {
        var rows = days[verdict.Name["system ".Length..]];
        if (rows is not [{ Entry.Action: DayOpened } first, ..]) return verdict;
        var (day, said) = (first.Entry.Subject, first.Entry.Detail.Split(' '));
        var found = days.TryGetValue(day, out var before)
            && said is [var count, var hash] && int.TryParse(count, CultureInfo.InvariantCulture, out var at)
            && at <= before.Count && before[at - 1].Hash == hash;
        return found ? verdict : verdict with { Broken = new(1, $"the day before it, {day}, does not end as it did") };
    }

    private async Task<AuditHead?> TryWriteAsync(
        string partition, AuditHead head, ETag? version, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        var actions = new List<TableTransactionAction>();
        foreach (var entry in entries)
        {
            var next = AuditChain.Next(head, entry);
            actions.Add(new(TableTransactionActionType.Add, AuditRows.Write(partition, next)));
            head = AuditChain.HeadOf(next);
        }

        var end = AuditRows.WriteHead(partition, head);
        actions.Add(version is { } known
            ? new(TableTransactionActionType.UpdateReplace, end, known)
            : new(TableTransactionActionType.Add, end));
        try
        {
            await Table(partition).WriteAsync((table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);
            return head;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null; // Another appended, or this very call whose answer was lost: then it stands there twice, and says so.
        }
    }

    private async Task<TableEntity?> EndAsync(string day, CancellationToken cancellation)
    {
        var partition = Partition(day);
        var end = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, AuditRows.Head, cancellationToken: cancellation);
        return end.HasValue ? end.Value : null;
    }

    /// <summary>Once a day: where the last day that there is has ended.</summary>
    private async Task<AuditEntry?> OpeningAsync(string day, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {PartitionPrefix} and PartitionKey lt {Partition(day)} and RowKey eq {AuditRows.Head}");
        TableEntity? last = null;
        foreach (var table in accounts.Each(TableNames.Audit))
        {
            foreach (var row in await table.ReadAllAsync(filter, [], cancellation))
            {
                if (last is null || string.CompareOrdinal(row.PartitionKey, last.PartitionKey) > 0) last = row;
            }
        }

        if (last is null) return null;
        var (before, head) = (last.PartitionKey[PartitionPrefix.Length..], AuditRows.ReadHead(last));
        return new(clock.GetUtcNow(), "app", DayOpened, before, FormattableString.Invariant($"{head.Count} {head.Hash}"));
    }

    private static string Partition(string day) => PartitionPrefix + day;

    private TableClient Table(string partition) => accounts.Holding(TableNames.Audit, partition);
}
