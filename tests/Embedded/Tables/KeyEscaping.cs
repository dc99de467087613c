using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class KeyEscaping(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (EscapeStringValue)
    [Theory]
    [InlineData("it's", "''")]
    [InlineData("50%", "%27%2F")]
    [InlineData("支付宝", "😀")]
    [InlineData("a b+c&d=e", ",;:@$!*()[]{}|~`^<>\"")]
    [InlineData("..", ".")]
    [InlineData("default|ORD1", "evidence|notification|1")]
    [InlineData("')", "')x(PartitionKey='")]
    public async Task A_row_is_found_changed_and_deleted_under_any_key_the_service_takes(string partition, string row)
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity(partition, row), Cancellation);

        var found = await table.GetRowAsync(partition, row);
        var changed = await table.UpdateEntityAsync(
            new TableEntity(partition, row), found.ETag, cancellationToken: Cancellation);
        var deleted = await table.DeleteEntityAsync(partition, row, changed.Headers.ETag!.Value, Cancellation);

        Assert.Equal((partition, row, 204), (found.PartitionKey, found.RowKey, deleted.Status));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (EscapeStringValue)
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    public async Task A_key_the_service_refuses_is_its_400_and_never_another_address(string key)
    {
        var table = await azurite.NewTableAsync();

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", key), Cancellation));

        Assert.Equal(400, e.Status);
    }
}
