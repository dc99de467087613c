using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>How many callbacks were refused for their signatures, by provider and hour: a reason why a day lacks payments.</summary>
public sealed class RefusalHours(TableAccounts accounts)
{
    private const string Hour = "Hour";

    private const string Count = "Count";

    /// <param name="instance">Who counted: each instance has a row of its own, and nobody else writes it.</param>
    /// <param name="count">All of that hour so far.</param>
    public async Task WriteAsync(
        string provider, DateTimeOffset hour, string instance, long count, CancellationToken cancellation)
    {
        var partition = Partition(provider, hour);
        var row = new TableEntity(partition, string.Create(CultureInfo.InvariantCulture, $"{hour.UtcDateTime:HH}|{instance}"))
        {
            [Hour] = hour,
            [Count] = count,
        };
        var table = accounts.Holding(TableNames.Reconciliations, partition);
        try
        {
            await table.WriteAsync((rows, stop) => rows.AddEntityAsync(row, stop), cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>The hours between the two instants in which some were refused.</summary>
    public async Task<IReadOnlyDictionary<DateTimeOffset, long>> ReadAsync(
        string provider, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var hours = new Dictionary<DateTimeOffset, long>();
        for (var day = from.UtcDateTime.Date; day <= to.UtcDateTime; day = day.AddDays(1))
        {
            var partition = Partition(provider, new(day, TimeSpan.Zero));
            await accounts.Holding(TableNames.Reconciliations, partition).EachAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), [Hour, Count],
                row => hours[row.Time(Hour)] = hours.GetValueOrDefault(row.Time(Hour)) + row.Number(Count), cancellation);
        }

        return hours;
    }

    private static string Partition(string provider, DateTimeOffset hour) =>
        string.Create(CultureInfo.InvariantCulture, $"refusals|{TableKeys.EscapePart(provider)}|{hour.UtcDateTime:yyyyMMdd}");
}
