using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class ConditionalWrites(AzuriteFixture azurite)
{
    private static readonly ETag LongGone = new("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_second_insert_of_a_row_is_409()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal((409, "EntityAlreadyExists"), (e.Status, e.ErrorCode));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task An_update_with_an_ETag_that_has_passed_is_412()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), LongGone, cancellationToken: Cancellation));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (e.Status, e.ErrorCode));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task The_ETag_of_a_write_is_good_for_the_next_one_without_a_read()
    {
        var table = await azurite.NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var updated = await table.UpdateEntityAsync(
            new TableEntity("p", "r") { ["N"] = 1 }, added.Headers.ETag!.Value, cancellationToken: Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.Equal(updated.Headers.ETag, row.ETag);
        Assert.NotEqual(added.Headers.ETag, updated.Headers.ETag);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task An_update_that_forgot_its_ETag_never_leaves()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Cancellation));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task An_update_of_a_row_that_is_not_there_is_404()
    {
        var table = await azurite.NewTableAsync();

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Cancellation));

        Assert.Equal(404, e.Status);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_delete_with_an_ETag_that_has_passed_is_412_and_leaves_the_row()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.DeleteEntityAsync("p", "r", LongGone, Cancellation));

        Assert.Equal(412, e.Status);
        Assert.True((await FindAsync(table)).HasValue);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_delete_of_a_row_that_is_not_there_answers_404_without_a_throw()
    {
        var table = await azurite.NewTableAsync();

        var response = await table.DeleteEntityAsync("p", "r", cancellationToken: Cancellation);

        Assert.Equal(404, response.Status);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_delete_without_an_ETag_deletes_whatever_is_there()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        await table.DeleteEntityAsync("p", "r", cancellationToken: Cancellation);

        Assert.False((await FindAsync(table)).HasValue);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task An_upsert_keeps_what_it_does_not_name_only_by_merging(TableUpdateMode mode, bool keeps)
    {
        var table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Old"] = 1 }, mode, Cancellation);

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["New"] = 2 }, mode, Cancellation);

        var row = (await FindAsync(table)).Value!;
        Assert.Equal(2, row.GetInt32("New"));
        Assert.Equal(keeps, row.ContainsKey("Old"));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_read_of_a_row_that_is_not_there_has_no_value()
    {
        var table = await azurite.NewTableAsync();

        Assert.False((await FindAsync(table)).HasValue);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs
    [Fact]
    public async Task A_table_that_is_already_there_is_no_error_to_create()
    {
        var table = await azurite.NewTableAsync();

        var again = await table.CreateIfNotExistsAsync(Cancellation);

        Assert.Equal(409, again.GetRawResponse().Status);
    }

    private static Task<NullableResponse<TableEntity>> FindAsync(TableClient table) =>
        table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation);
}
