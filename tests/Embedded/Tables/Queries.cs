using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class Queries(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public async Task More_rows_than_one_answer_holds_all_come_each_once()
    {
        var table = await azurite.NewTableAsync();
        for (var batch = 0; batch < 11; batch++) await AddHundredAsync(table, "it's 支付", batch * 100);

        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation)) rows.Add(row.RowKey);

        Assert.Equal(1100, rows.Count);
        Assert.Equal(1100, rows.Distinct().Count());
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public async Task Pages_are_as_long_as_asked_and_go_on_from_a_token()
    {
        var table = await azurite.NewTableAsync();
        await AddHundredAsync(table, "p", 0);

        var pages = await table.QueryAsync<TableEntity>(maxPerPage: 40, cancellationToken: Cancellation)
            .AsPages().ToListAsync(Cancellation);
        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 40, cancellationToken: Cancellation)
            .AsPages(pages[0].ContinuationToken).ToListAsync(Cancellation);

        Assert.Equal([40, 40, 20], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(pages[1].Values[0].RowKey, rest[0].Values[0].RowKey);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public async Task Only_the_selected_properties_come()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L }, Cancellation);

        var read = (await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["RowKey", "B"], Cancellation)).Value!;
        var queried = await table.QueryAsync<TableEntity>(select: ["B"], cancellationToken: Cancellation)
            .SingleAsync(Cancellation);

        Assert.Equal((false, 2L), (read.ContainsKey("A"), read.GetInt64("B")));
        Assert.Equal((false, 2L), (queried.ContainsKey("A"), queried.GetInt64("B")));
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public async Task A_filters_values_find_their_rows_by_every_type()
    {
        var table = await azurite.NewTableAsync();
        var at = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.FromHours(8));
        var guid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        await table.AddEntityAsync(new TableEntity("it's", "r")
        {
            ["Text"] = "50% ' or '' eq '",
            ["Count"] = 5,
            ["Long"] = 1L << 40,
            ["Real"] = 5.0,
            ["Yes"] = true,
            ["At"] = at,
            ["Id"] = guid,
            ["Raw"] = new byte[] { 1, 255 },
        }, Cancellation);
        string[] filters =
        [
            TableClient.CreateQueryFilter($"PartitionKey eq {"it's"} and RowKey eq {"r"}"),
            TableClient.CreateQueryFilter($"Text eq {"50% ' or '' eq '"}"),
            TableClient.CreateQueryFilter($"Count eq {5} and Yes eq {true}"),
            TableClient.CreateQueryFilter($"Long eq {1L << 40}"),
            TableClient.CreateQueryFilter($"Real eq {5.0}"),
            TableClient.CreateQueryFilter($"At ge {at} and At lt {at.AddSeconds(1)}"),
            TableClient.CreateQueryFilter($"Id eq {guid}"),
        ];

        foreach (var filter in filters)
        {
            var rows = await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).ToListAsync(Cancellation);
            Assert.True(rows.Count == 1, $"{filter} found {rows.Count} rows");
        }
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public void A_filters_values_cannot_end_their_literal()
    {
        var filter = TableClient.CreateQueryFilter(
            $"A eq {"x' or PartitionKey ne '"} and B eq {-7L} and C eq {new byte[] { 1, 255 }} and D eq {1e21}");

        Assert.Equal("A eq 'x'' or PartitionKey ne ''' and B eq -7L and C eq X'01FF' and D eq 1E+21", filter);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableClient.cs (QueryAsync, CreateQueryFilter)
    [Fact]
    public void A_filter_refuses_what_tables_have_no_literal_for()
    {
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {1.5m}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {null}"));
    }

    private static Task AddHundredAsync(TableClient table, string partition, int from) =>
        table.SubmitTransactionAsync(
            Enumerable.Range(from, 100).Select(i => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(partition, $"it's {i:D5} 支付"))),
            Cancellation);
}
