using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.Commands;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>The system's chains are one to a storage: these tests have one of their own.</summary>
public sealed class SystemAuditTests : IAsyncLifetime
{
    private AzuriteProcess _azurite = null!;
    private StoreWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SystemAudit Audit => new(_world.Accounts, _world.Clock, NullLogger<SystemAudit>.Instance);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(folder: null, port: null, _ => { }, Cancellation);
        _world = new(_azurite.ConnectionString);
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Many_instances_append_to_one_chain_and_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Audit.WriteAsync("app", "Tested", $"{at}", "", Cancellation)));

        var verdict = Assert.Single(await Audit.VerifyAsync(null, Cancellation));

        Assert.Equal(("system 20261120", 8, null), (verdict.Name, verdict.Rows, verdict.Broken));
    }

    [Theory]
    [InlineData("change", "system 20261121: broken at row 3")]
    [InlineData("remove", "system 20261121: broken at row 3")]
    [InlineData("insert", "system 20261121: broken at row 4")]
    [InlineData("swap", "system 20261121: broken at row 2")]
    [InlineData("day", "system 20261121: broken at row 1")]
    [InlineData("end", "system 20261121: broken at row 4")]
    public async Task Whatever_is_done_to_a_row_or_a_day_is_named_by_the_command(string how, string said)
    {
        await WriteTwoDaysAsync();
        var (held, all) = await VerifyAsync();
        Assert.Equal((0, "2 chains, 7 rows: all hold."), (held, all.Trim()));

        await TamperAsync(how);
        var (exit, text) = await VerifyAsync();

        Assert.Equal(1, exit);
        Assert.StartsWith(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_when_there_is_nothing_of_what_it_was_asked_for()
    {
        await _world.Accounts.EnsureTablesAsync(Cancellation);

        Assert.Equal((0, "0 chains, 0 rows: all hold."), await TrimmedAsync(null, null));
        Assert.Equal((1, "There is no audit of ORD1."), await TrimmedAsync("ORD1", null));
        Assert.Equal((1, "There is no audit of 20260101."), await TrimmedAsync(null, "20260101"));
        Assert.Equal(2, await VerifyAuditCommand.RunAsync([], default, TextWriter.Null, Cancellation));
    }

    [Fact]
    public async Task The_command_proves_the_chains_of_the_storage_it_is_given()
    {
        await WriteTwoDaysAsync();

        var (exit, said) = await BuiltProgram.RunAsync(
            "PayFunctions.Sandbox.dll", ["verify-audit", "--storage", _azurite.ConnectionString, "--day", "20261121"]);

        Assert.Equal((0, "1 chains, 4 rows: all hold."), (exit, said.Trim()));
    }

    private async Task<(int, string)> TrimmedAsync(string? order, string? day)
    {
        var (exit, text) = await VerifyAsync(order, day);
        return (exit, text.Trim());
    }

    private async Task WriteTwoDaysAsync()
    {
        for (var at = 1; at <= 3; at++) await Audit.WriteAsync("app", "Tested", $"first {at}", "", Cancellation);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        for (var at = 1; at <= 3; at++) await Audit.WriteAsync("ada", "Tested", $"second {at}", "", Cancellation);
    }

    private async Task TamperAsync(string how)
    {
        var table = _world.Accounts.Each(TableNames.Audit).Single();
        var rows = (await table.ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"system|20261121"}"), [], Cancellation))
            .Where(ChainProof.IsOfChain).ToList();
        switch (how)
        {
            case "change":
                rows[2]["Actor"] = "mallory";
                await table.UpsertEntityAsync(rows[2], TableUpdateMode.Replace, Cancellation);
                break;
            case "remove":
                await table.DeleteEntityAsync(rows[2].PartitionKey, rows[2].RowKey, ETag.All, Cancellation);
                break;
            case "insert":
                rows[2].RowKey += "x";
                await table.UpsertEntityAsync(rows[2], TableUpdateMode.Replace, Cancellation);
                break;
            case "swap":
                (rows[1].RowKey, rows[2].RowKey) = (rows[2].RowKey, rows[1].RowKey);
                await table.UpsertEntityAsync(rows[1], TableUpdateMode.Replace, Cancellation);
                await table.UpsertEntityAsync(rows[2], TableUpdateMode.Replace, Cancellation);
                break;
            case "day":
                foreach (var row in await table.ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"system|20261120"}"), [], Cancellation))
                    await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
                break;
            case "end":
                await table.DeleteEntityAsync(rows[^1].PartitionKey, rows[^1].RowKey, ETag.All, Cancellation);
                break;
        }
    }

    private async Task<(int Exit, string Said)> VerifyAsync(string? order = null, string? day = null)
    {
        var say = new StringWriter();
        return (await VerifyAuditCommand.RunAsync([_azurite.ConnectionString], new(order, null, day), say, Cancellation), say.ToString());
    }
}
