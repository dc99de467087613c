using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Verified evidence that contradicts what we hold: kept by provider and day, for operators.</summary>
public sealed class Quarantine(TableAccounts accounts, TimeProvider clock, ILogger<Quarantine> log)
{
    private const string NoProvider = "none";

    /// <summary>Keeps the evidence, message and all. One conditional insert; safe to repeat.</summary>
    public async Task KeepAsync(OrderKey key, Evidence evidence, Refusal refusal, CancellationToken cancellation)
    {
        var provider = evidence.Provider ?? NoProvider;
        var row = QuarantineRows.Write(key, provider, evidence, refusal, clock.GetUtcNow());
        try
        {
            await accounts.Holding(TableNames.Quarantine, row.PartitionKey)
                .WriteAsync((table, stop) => table.AddEntityAsync(row, stop), cancellation);
            PayFunctionsTelemetry.Quarantined.Add(
                1, new("provider", provider), new("reason", refusal.Reason.ToString()));
            log.Quarantined(key, provider, evidence.Id, refusal.Reason, refusal.Field);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            log.QuarantinedBefore(key, provider, evidence.Id);
        }
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
}
