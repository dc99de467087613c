using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

/// <summary>The service's own limits, told in its own words: the client sends what it is given.</summary>
public class Limits(AzuriteFixture azurite)
{
    private const int PropertyBytesMax = 64 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs, TableErrorCode.cs
    [Fact]
    public async Task A_value_past_64_KiB_is_the_services_PropertyValueTooLarge()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "fits") { ["Raw"] = new byte[PropertyBytesMax] }, Cancellation);

        var text = await RefusedAsync(table, new("p", "r") { ["Text"] = new string('x', PropertyBytesMax / 2 + 1) });
        var bytes = await RefusedAsync(table, new("p", "r") { ["Raw"] = new byte[PropertyBytesMax + 1] });

        Assert.Equal((400, "PropertyValueTooLarge"), (text.Status, text.ErrorCode));
        Assert.Equal((400, "PropertyValueTooLarge"), (bytes.Status, bytes.ErrorCode));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs, TableErrorCode.cs
    [Fact]
    public async Task A_row_past_1_MiB_is_the_services_EntityTooLarge()
    {
        var table = await azurite.NewTableAsync();
        var row = new TableEntity("p", "r");
        for (var i = 0; i < 17; i++) row[$"Raw{i:D2}"] = new byte[PropertyBytesMax];

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancellation));

        Assert.Equal((400, "EntityTooLarge"), (refused.Status, refused.ErrorCode));
    }

    private static Task<RequestFailedException> RefusedAsync(TableClient table, TableEntity row) =>
        Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(row, Cancellation));
}
