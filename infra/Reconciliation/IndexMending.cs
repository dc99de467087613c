using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// Holds ours against ourselves: each bucket of the day's index by its fingerprint against what the orders posted, and line by
/// line where those part. What is wrong is mended from the order. Safe to repeat.
/// </summary>
public sealed class IndexMending(
    TableAccounts accounts, OrderBook orders, BillBlobs blobs, IOptionsMonitor<ReconciliationOptions> options,
    ILogger<IndexMending> log)
{
    /// <returns>How many lines were wrong, also those that a try before this one has mended.</returns>
    public async Task<int> MendAsync(RunKey key, int run, CancellationToken cancellation)
    {
        var how = options.CurrentValue.CheckIndex;
        if (how == IndexChecking.Off) return 0;
        var sides = new IndexSides(accounts, key, BillFormatsByChannel.Window(options.CurrentValue, key));
        var (wrong, extra) = await DifferAsync(sides, await PartedAsync(sides, cancellation), cancellation);
        if (how == IndexChecking.Missing) extra = [];
        // Noted before it is mended: a process that dies in between has counted it all the same.
        var noted = await NoteAsync(key, run, wrong.Concat(extra), cancellation);
        foreach (var order in wrong.Select(line => line.Order).Distinct())
            await orders.IndexDayAsync(OrderKeys.OfPartition(order), cancellation);
        foreach (var line in extra) await RemoveAsync(line, cancellation);
        if (noted > 0) log.IndexMended(key.ToString(), noted);
        return noted;
    }

    /// <summary>How many lines of the day that run found wrong.</summary>
    internal async Task<int> CountAsync(RunKey key, int run, CancellationToken cancellation) =>
        (await NotedAsync(key, run, cancellation)).Count;

    /// <summary>The buckets whose fingerprints part.</summary>
    private static async Task<HashSet<string>> PartedAsync(IndexSides sides, CancellationToken cancellation)
    {
        var prints = new Dictionary<string, (long Rows, ulong Hash)>(StringComparer.Ordinal);
        await sides.EachIndexedAsync(line => Add(line, 1), cancellation);
        await sides.EachPostedAsync(line => Add(line, -1), cancellation);
        return [.. prints.Where(one => one.Value != default).Select(one => one.Key)];

        void Add(IndexLine line, int sign)
        {
            unchecked
            {
                var (rows, hash) = prints.GetValueOrDefault(line.Partition);
                prints[line.Partition] = (rows + sign, sign > 0 ? hash + line.Print : hash - line.Print);
            }
        }
    }

    private static async Task<(List<IndexLine> Wrong, List<IndexLine> Extra)> DifferAsync(
        IndexSides sides, HashSet<string> parted, CancellationToken cancellation)
    {
        if (parted.Count == 0) return ([], []);
        var (wrong, indexed) = (new List<IndexLine>(), new Dictionary<(string, string), IndexLine>());
        await sides.EachIndexedAsync(line => { if (parted.Contains(line.Partition)) indexed[(line.Partition, line.RowKey)] = line; }, cancellation);
        await sides.EachPostedAsync(
            line =>
            {
                if (!parted.Contains(line.Partition)) return;
                if (!indexed.Remove((line.Partition, line.RowKey), out var told) || told != line) wrong.Add(line);
            },
            cancellation);
        return (wrong, [.. indexed.Values]);
    }

    /// <summary>A line that no order posted. It is looked at once more by itself: the order may have posted it meanwhile.</summary>
    private async Task RemoveAsync(IndexLine line, CancellationToken cancellation)
    {
        var table = accounts.Holding(TableNames.LedgerDays, line.Partition);
        var found = await table.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(
            line.Partition, line.RowKey, cancellationToken: cancellation);
        if (!found.HasValue) return;
        var story = await orders.ReadStoryAsync(OrderKeys.OfPartition(line.Order), cancellation);
        var isPosted = story is not null && LedgerDayRows.Of(story).Any(
            row => row.PartitionKey == line.Partition && row.RowKey == line.RowKey);
        if (!isPosted) await table.DeleteEntityAsync(line.Partition, line.RowKey, found.Value!.ETag, cancellation);
    }

    private async Task<int> NoteAsync(RunKey key, int run, IEnumerable<IndexLine> lines, CancellationToken cancellation)
    {
        var noted = await NotedAsync(key, run, cancellation);
        noted.UnionWith(lines.Select(line => $"{line.Partition} {line.RowKey}"));
        await blobs.WriteAsync(DayNames.Mended(key, run), new MemoryStream(DayJson.Write(noted)), cancellation);
        return noted.Count;
    }

    private async Task<HashSet<string>> NotedAsync(RunKey key, int run, CancellationToken cancellation) =>
        await blobs.ReadAsync(DayNames.Mended(key, run), cancellation) is { } bytes ? DayJson.Read<HashSet<string>>(bytes) : [];
}
