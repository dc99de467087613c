using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>How far a run has come, by what lies in the storage: it is seen from outside, and at once.</summary>
internal sealed class DayWatch(SandboxWorld world, DateOnly day)
{
    private readonly string _day = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private readonly BlobContainerClient _bills = new(world.Bills.ConnectionString, "bills");

    /// <summary>Bills that are archived as they came.</summary>
    public Task<int> ArchivedAsync(CancellationToken cancellation) => BlobsAsync($"raw/default/wechatpay/{_day}/", cancellation);

    /// <summary>Parts that are dealt out, to shards.</summary>
    public Task<int> DealtAsync(CancellationToken cancellation) => BlobsAsync($"{Work}/dealt/", cancellation);

    /// <summary>Shards that are compared.</summary>
    public Task<int> ComparedAsync(CancellationToken cancellation) => BlobsAsync($"{Work}/shard/", cancellation);

    public Task<int> ReportedAsync(CancellationToken cancellation) => BlobsAsync($"reports/default/wechatpay/{_day}/", cancellation);

    /// <summary>Differences that are planned for, or those in one state alone.</summary>
    public async Task<int> DifferencesAsync(string? state, CancellationToken cancellation)
    {
        var count = 0;
        var partition = $"default|wechatpay|{_day}";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {"difference|"} and RowKey lt {"difference}"}");
        await foreach (var row in world.Tables.GetTableClient("Reconciliations").QueryAsync<TableEntity>(filter, null, ["State"], cancellation))
        {
            if (state is null || row.GetString("State") == state) count++;
        }

        return count;
    }

    private string Work => $"work/default/wechatpay/{_day}/000001";

    private async Task<int> BlobsAsync(string prefix, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in _bills.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation)) count++;
        return count;
    }
}
