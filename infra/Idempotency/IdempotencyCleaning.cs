using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Idempotency;

/// <summary>Takes away the keys whose time is over, a partition's share at a time, and then the large answers.</summary>
/// <remarks>
/// Each row goes only as the version that was found: a key taken over meanwhile stays. Safe to run twice, and beside another.
/// </remarks>
public sealed class IdempotencyCleaning(
    TableAccounts accounts, AnswerBlobs blobs, TimeProvider clock, IOptionsMonitor<IdempotencyOptions> options)
{
    /// <summary>What the service takes in one transaction.</summary>
    private const int BatchMax = 100;

    private static readonly string[] Columns = ["PartitionKey", "RowKey", "Timestamp"];

    /// <returns>How many keys went, and how many large answers.</returns>
    public async Task<(int Keys, int Answers)> RunAsync(CancellationToken cancellation)
    {
        var keptSince = clock.GetUtcNow() - options.CurrentValue.Keeps;
        var keys = await CleanKeysAsync(IdempotencyRows.Past(keptSince), cancellation);
        return (keys, blobs.HasAccount ? await blobs.CleanAsync(keptSince, cancellation) : 0);
    }

    private async Task<int> CleanKeysAsync(string filter, CancellationToken cancellation)
    {
        var gone = 0;
        foreach (var table in accounts.Each(TableNames.Idempotency))
        {
            var batch = new List<TableEntity>(BatchMax);
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: Columns, cancellationToken: cancellation))
            {
                // Rows come in the order of their partitions.
                if (batch.Count == BatchMax || (batch.Count > 0 && batch[0].PartitionKey != row.PartitionKey))
                {
                    gone += await DeleteAsync(table, batch, cancellation);
                    batch.Clear();
                }

                batch.Add(row);
            }

            if (batch.Count > 0) gone += await DeleteAsync(table, batch, cancellation);
        }

        return gone;
    }

    /// <summary>All at once; where one of them has changed, the others without it.</summary>
    private static async Task<int> DeleteAsync(TableClient table, List<TableEntity> rows, CancellationToken cancellation)
    {
        var left = rows.ToList();
        while (left.Count > 0)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    left.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)), cancellation);
                return left.Count;
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 412 && e.FailedTransactionActionIndex is { } index)
            {
                left.RemoveAt(index);
            }
        }

        return 0;
    }
}
