using Azure.Data.Tables;

namespace PayFunctions.Tests;

/// <summary>A row that a test knows to be there.</summary>
internal static class Rows
{
    public static async Task<TableEntity> GetRowAsync(this TableClient table, string partition, string row)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, row, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(found.HasValue, $"There is no row {partition} {row}.");
        return found.Value!;
    }

    public static IEnumerable<(string Name, object? Value)> Columns(this TableEntity row)
    {
        var columns = new List<(string, object?)>();
        var properties = row.Properties();
        while (properties.MoveNext()) columns.Add((properties.Current.Key, properties.Current.Value));
        return columns;
    }
}
