using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class Transactions(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync),
    // TableTransactionFailedException.cs
    [Fact]
    public async Task Every_kind_of_action_commits_at_once_and_answers_with_its_new_ETag()
    {
        var table = await azurite.NewTableAsync();
        foreach (var key in (string[])["merged", "replaced", "deleted"])
        {
            await table.AddEntityAsync(new TableEntity("p", key) { ["Old"] = 1 }, Cancellation);
        }

        var answers = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("added")),
            new(TableTransactionActionType.UpdateMerge, Row("merged"), ETag.All),
            new(TableTransactionActionType.UpdateReplace, Row("replaced"), ETag.All),
            new(TableTransactionActionType.Delete, Row("deleted")),
            new(TableTransactionActionType.UpsertMerge, Row("upserted")),
            new(TableTransactionActionType.UpsertReplace, Row("put")),
        ], Cancellation);

        Assert.Equal([204, 204, 204, 204, 204, 204], answers.Value.Select(answer => answer.Status));
        var stored = await ReadAsync(table);
        Assert.Equal(["added", "merged", "put", "replaced", "upserted"], stored.Keys.Order(StringComparer.Ordinal));
        Assert.True(stored["merged"].ContainsKey("Old"));
        Assert.False(stored["replaced"].ContainsKey("Old"));
        Assert.Equal(answers.Value[0].Headers.ETag, stored["added"].ETag);
        Assert.Equal(answers.Value[1].Headers.ETag, stored["merged"].ETag);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync),
    // TableTransactionFailedException.cs
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_that_meets_a_row_already_there_does_nothing_and_names_the_action(int index)
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row("there"), Cancellation);
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Add, Row("a")),
            new(TableTransactionActionType.Add, Row("b")),
        };
        actions.Insert(index, new(TableTransactionActionType.Add, Row("there")));

        var e = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(actions, Cancellation));

        Assert.Equal((409, "EntityAlreadyExists", index), (e.Status, e.ErrorCode, e.FailedTransactionActionIndex));
        Assert.Equal(["there"], (await ReadAsync(table)).Keys);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync),
    // TableTransactionFailedException.cs
    [Fact]
    public async Task One_whose_update_lost_its_race_is_412_and_does_nothing()
    {
        var table = await azurite.NewTableAsync();
        var first = await table.AddEntityAsync(Row("order"), Cancellation);
        await table.UpsertEntityAsync(Row("order"), cancellationToken: Cancellation);

        var e = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("evidence")),
            new(TableTransactionActionType.UpdateReplace, Row("order"), first.Headers.ETag!.Value),
        ], Cancellation));

        Assert.Equal(
            (412, "UpdateConditionNotSatisfied", 1), (e.Status, e.ErrorCode, e.FailedTransactionActionIndex!.Value));
        Assert.Equal(["order"], (await ReadAsync(table)).Keys);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync)
    [Fact]
    public async Task A_hundred_rows_with_keys_that_need_escaping_fit_into_one()
    {
        var table = await azurite.NewTableAsync();
        var actions = Enumerable.Range(0, 100)
            .Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row($"it's 50% 支付 {i}")));

        var answers = await table.SubmitTransactionAsync(actions, Cancellation);

        Assert.Equal(100, answers.Value.Count);
        Assert.Contains("it's 50% 支付 99", (await ReadAsync(table)).Keys);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync),
    // TableTransactionFailedException.cs
    [Fact]
    public async Task One_for_a_table_that_is_not_there_is_404()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("nosuchtable");

        var e = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Row("a"))], Cancellation));

        Assert.Equal((404, "TableNotFound"), (e.Status, e.ErrorCode));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (SubmitTransactionAsync),
    // TableTransactionFailedException.cs
    [Fact]
    public async Task One_without_an_action_is_refused_before_it_is_sent()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([], Cancellation));
    }

    private static TableEntity Row(string key) => new("p", key) { ["Text"] = "支付 -- done\r\n--x" };

    private static async Task<Dictionary<string, TableEntity>> ReadAsync(TableClient table)
    {
        var rows = new Dictionary<string, TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation)) rows.Add(row.RowKey, row);
        return rows;
    }
}
