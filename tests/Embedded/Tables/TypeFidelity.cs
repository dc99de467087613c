using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class TypeFidelity(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<object> Values =>
    [
        "", "plain", "\"quoted\" \\ 支付\r\n\t😀", "2026-11-21T00:00:00Z", "5",
        0, int.MinValue, int.MaxValue,
        0L, 5L, long.MinValue, long.MaxValue,
        0.0, -1.0, 5.0, 0.1, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        true, false,
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTimeOffset(2026, 11, 21, 9, 30, 15, TimeSpan.FromHours(8)).AddTicks(1234567),
        Array.Empty<byte>(), new byte[] { 0, 1, 254, 255 },
    ];

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_what_it_was(object value)
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value }, Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.IsType(value.GetType(), row["Value"]);
        Assert.Equal(value, row["Value"]);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public async Task A_time_without_an_offset_comes_back_as_the_same_moment()
    {
        var table = await azurite.NewTableAsync();
        var moment = new DateTime(2026, 11, 21, 1, 2, 3, DateTimeKind.Utc);

        await table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = moment }, Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.Equal(moment, row.GetDateTimeOffset("At")!.Value.UtcDateTime);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public async Task A_property_without_a_value_is_not_stored()
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Nothing"] = null }, Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.False(row.ContainsKey("Nothing"));
        Assert.Null(row.GetString("Nothing"));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public async Task A_row_brings_its_keys_its_time_and_its_ETag_and_nothing_of_the_protocol()
    {
        var table = await azurite.NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1L }, Cancellation);

        var row = await table.GetRowAsync("p", "r");

        Assert.Equal(
            ["N", "PartitionKey", "RowKey", "Timestamp", "odata.etag"],
            row.Columns().Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.NotNull(row.Timestamp);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public async Task A_value_no_table_has_a_type_for_is_refused_with_its_property_named()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("unused");

        var e = await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["Price"] = 1.5m }, Cancellation));

        Assert.Contains("Price", e.Message, StringComparison.Ordinal);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public async Task A_type_of_ones_own_is_refused_with_the_limit_named()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("unused");

        var e = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new OwnRow(), Cancellation));

        Assert.Contains("TableEntity", e.Message, StringComparison.Ordinal);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/Extensions/DictionaryTableExtensions.cs
    [Fact]
    public void Asking_a_property_for_another_type_throws()
    {
        var row = new TableEntity("p", "r") { ["N"] = 5 };

        var e = Assert.Throws<InvalidOperationException>(() => row.GetInt64("N"));

        Assert.Contains("\"N\"", e.Message, StringComparison.Ordinal);
    }

    private sealed class OwnRow : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "r";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
