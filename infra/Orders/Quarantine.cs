using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Verified evidence that contradicts what we hold: kept by provider and day, for operators.</summary>
public sealed class Quarantine(TableAccounts accounts, TimeProvider clock, ILogger<Quarantine> log)
{
    private const string NoProvider = "none";

    /// <summary>Keeps the evidence, message and all. One conditional insert; safe to repeat.</summary>
    public Task KeepAsync(OrderKey key, Evidence evidence, Refusal refusal, CancellationToken cancellation)
    {
        var provider = evidence.Provider ?? NoProvider;
        var row = QuarantineRows.Write(key, provider, evidence, refusal, clock.GetUtcNow());
        return KeepAsync(key, row, provider, evidence.Id, refusal, cancellation);
    }

    /// <summary>The same for what was said of a refund.</summary>
    public Task KeepAsync(OrderKey key, RefundEvidence evidence, Refusal refusal, CancellationToken cancellation)
    {
        var provider = evidence.Provider ?? NoProvider;
        var row = QuarantineRows.Write(key, provider, evidence, refusal, clock.GetUtcNow());
        return KeepAsync(key, row, provider, evidence.Id, refusal, cancellation);
    }

    /// <summary>The same for what was said of a split.</summary>
    public Task KeepAsync(OrderKey key, SplitEvidence evidence, Refusal refusal, CancellationToken cancellation)
    {
        var provider = evidence.Provider ?? NoProvider;
        var row = QuarantineRows.Write(key, provider, evidence, refusal, clock.GetUtcNow());
        return KeepAsync(key, row, provider, evidence.Id, refusal, cancellation);
    }

    /// <summary>What came that day, in the order in which it came.</summary>
    /// <param name="day">The day it came, in China (UTC+8).</param>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        string provider, DateOnly day, CancellationToken cancellation)
    {
        var partition = QuarantineRows.Partition(provider, day);
        var rows = await accounts.Holding(TableNames.Quarantine, partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), QuarantineRows.Columns, cancellation);
        return [.. rows.Select(row => QuarantineRows.Read(provider, day, row)).OrderBy(entry => entry.RecordedAt)];
    }

    /// <summary>One entry with its version; null: there is none of that id that day.</summary>
    /// <param name="id">As the list names it.</param>
    public async Task<StoredQuarantineEntry?> FindAsync(
        string provider, DateOnly day, string id, CancellationToken cancellation)
    {
        var partition = QuarantineRows.Partition(provider, day);
        var row = await accounts.Holding(TableNames.Quarantine, partition).GetEntityIfExistsAsync<TableEntity>(
            partition, id, QuarantineRows.Columns, cancellation);
        return row.HasValue ? new(QuarantineRows.Read(provider, day, row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Writes down what an operator made of it, once: whoever comes second finds it resolved.</summary>
    /// <returns>False: another was first.</returns>
    public async Task<bool> ResolveAsync(
        StoredQuarantineEntry stored, QuarantineResolution resolution, CancellationToken cancellation)
    {
        var row = QuarantineRows.Resolved(stored.Entry, resolution);
        try
        {
            await accounts.Holding(TableNames.Quarantine, row.PartitionKey)
                .UpdateEntityAsync(row, stored.Version, TableUpdateMode.Merge, cancellation);
            log.Resolved(stored.Entry.Key, stored.Entry.Id, resolution.Action, resolution.Outcome);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    private async Task KeepAsync(
        OrderKey key, TableEntity row, string provider, string evidence, Refusal refusal, CancellationToken cancellation)
    {
        try
        {
            await accounts.Holding(TableNames.Quarantine, row.PartitionKey)
                .WriteAsync((table, stop) => table.AddEntityAsync(row, stop), cancellation);
            PayFunctionsTelemetry.Quarantined.Add(
                1, new("provider", provider), new("reason", refusal.Reason.ToString()));
            log.Quarantined(key, provider, evidence, refusal.Reason, refusal.Field);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            log.QuarantinedBefore(key, provider, evidence);
        }
    }
}
