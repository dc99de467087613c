using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Interop;

/// <summary>The npm package <c>@azure/data-tables</c> reads what our client writes, and ours what it writes.</summary>
public class DataTablesTests(AzuriteFixture azurite)
{
    private const string Partition = "it's 100%";
    private const string RowKey = "支付 😀 r";

    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 21, 1, 30, 15, TimeSpan.Zero).AddTicks(1234567);
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private static readonly string[] AsTheySayIt =
    [
        "At DateTime 2026-11-21T01:30:15.1234567Z",
        "Count Int32 -5",
        "Id Guid 0f8fad5b-d9cb-469f-a165-70867728950e",
        "Long Int64 9007199254740993", // One more than a double can count to.
        "Raw Binary AAH+/w==",
        "Real Double 0.1",
        "Text String \"支付\" \\ 😀",
        "Yes Boolean true",
        $"partitionKey {Partition}",
        $"rowKey {RowKey}",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_our_rows_of_every_type()
    {
        var (table, name) = await NewTableAsync();
        await table.AddEntityAsync(Row(), Cancellation);

        Assert.Equal(AsTheySayIt, (await RunAsync(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task We_read_its_rows_of_every_type()
    {
        var (table, name) = await NewTableAsync();
        var itsOwn = await RunAsync(name, Written());

        var row = await table.GetRowAsync(Partition, RowKey);

        Assert.Equal(AsTheySayIt, itsOwn.Order(StringComparer.Ordinal));
        foreach (var (column, value) in Row().Columns()) Assert.Equal(value, row[column]);
    }

    [Fact]
    public async Task Our_ETags_are_its_conditions()
    {
        var (table, name) = await NewTableAsync();
        var first = (await table.AddEntityAsync(Row(), Cancellation)).Headers.ETag!.Value;
        var changed = new TableEntity(Partition, RowKey) { ["Text"] = "ours" };
        var second = (await table.UpdateEntityAsync(changed, first, TableUpdateMode.Replace, Cancellation)).Headers.ETag!.Value;
        var its = new JsonObject { ["partitionKey"] = Partition, ["rowKey"] = RowKey, ["Text"] = "its" };

        var stale = await RunAsync(name, its.DeepClone(), first);
        var fresh = await RunAsync(name, its, second);

        Assert.Equal(["refused: 412", "Text String ours"], stale.Where(line => !line.Contains("Key", StringComparison.Ordinal)));
        Assert.Equal("Text String its", Assert.Single(fresh, line => !line.Contains("Key", StringComparison.Ordinal)));
    }

    private static TableEntity Row() => new(Partition, RowKey)
    {
        ["At"] = At,
        ["Count"] = -5,
        ["Id"] = Id,
        ["Long"] = 9007199254740993,
        ["Raw"] = new byte[] { 0, 1, 254, 255 },
        ["Real"] = 0.1,
        ["Text"] = "\"支付\" \\ 😀",
        ["Yes"] = true,
    };

    private static JsonObject Written()
    {
        return new()
        {
            ["partitionKey"] = Partition,
            ["rowKey"] = RowKey,
            ["At"] = Typed("DateTime", "2026-11-21T01:30:15.1234567Z"),
            ["Count"] = Typed("Int32", "-5"),
            ["Id"] = Typed("Guid", Id.ToString()),
            ["Long"] = Typed("Int64", "9007199254740993"),
            ["Raw"] = Typed("Binary", "AAH+/w=="),
            ["Real"] = 0.1,
            ["Text"] = "\"支付\" \\ 😀",
            ["Yes"] = true,
        };

        static JsonObject Typed(string type, string value) => new() { ["type"] = type, ["value"] = value };
    }

    private async Task<(TableClient Table, string Name)> NewTableAsync()
    {
        var name = AzuriteFixture.NewTableName();
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient(name);
        await table.CreateIfNotExistsAsync(Cancellation);
        return (table, name);
    }

    private Task<string[]> RunAsync(string table, JsonNode? write = null, ETag? etag = null) => NodeScript.RunAsync(
        "tables.mjs", Path.Combine("@azure", "data-tables", "package.json"),
        JsonSerializer.Serialize(new JsonObject
        {
            ["connection"] = azurite.ConnectionString,
            ["table"] = table,
            ["keys"] = new JsonArray(Partition, RowKey),
            ["write"] = write,
            ["etag"] = etag?.ToString(),
        }));
}
