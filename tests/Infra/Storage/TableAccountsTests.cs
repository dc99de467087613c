using System.Diagnostics.Metrics;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Storage;

public class TableAccountsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_partition_is_always_held_by_the_same_account()
    {
        var accounts = new StoreWorld(Account("first"), Account("second")).Accounts;
        string[] partitions = [.. Enumerable.Range(0, 100).Select(number => $"p{number}")];

        var held = partitions.CountBy(partition => accounts.Holding(TableNames.Orders, partition)).ToList();

        Assert.Equal(2, held.Count);
        Assert.All(held, account => Assert.InRange(account.Value, 30, 70));
        Assert.All(partitions, partition => Assert.Same(
            accounts.Holding(TableNames.Orders, partition), accounts.Holding(TableNames.Orders, partition)));
    }

    [Fact]
    public async Task Making_the_tables_twice_is_no_error()
    {
        var accounts = new StoreWorld(azurite.ConnectionString).Accounts;

        await accounts.EnsureTablesAsync(Cancellation);
        await accounts.EnsureTablesAsync(Cancellation);

        await accounts.Holding(TableNames.Quarantine, "p").UpsertEntityAsync(
            new TableEntity("p", "r"), cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_write_to_a_table_that_is_missing_makes_it()
    {
        var service = new TableServiceClient(azurite.ConnectionString, new TableClientOptions());
        var table = service.GetTableClient($"Missing{Guid.NewGuid():N}");

        await table.WriteAsync((there, stop) => there.AddEntityAsync(new TableEntity("p", "r"), stop), Cancellation);

        Assert.Single(await table.ReadAllAsync("PartitionKey eq 'p'", ["RowKey"], Cancellation));
    }

    [Fact]
    public async Task A_table_that_is_missing_reads_as_empty()
    {
        var service = new TableServiceClient(azurite.ConnectionString, new TableClientOptions());

        var rows = await service.GetTableClient($"Missing{Guid.NewGuid():N}")
            .ReadAllAsync("PartitionKey eq 'p'", ["RowKey"], Cancellation);

        Assert.Empty(rows);
    }

    [Fact]
    public async Task Storage_that_is_away_holds_up_no_start_and_its_tables_are_made_when_it_is_back()
    {
        var world = new StoreWorld(azurite.ConnectionString);
        world.Wire.IsDown = true;
        using var atStart = new TablesAtStart(world.Accounts, world.Clock, NullLogger<TablesAtStart>.Instance);

        await atStart.StartAsync(Cancellation);
        SpinWait.SpinUntil(() => world.Clock.Waiting > 0, TimeSpan.FromSeconds(30));
        world.Wire.IsDown = false;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await atStart.ExecuteTask!.WaitAsync(Cancellation);

        Assert.NotEmpty(world.Wire.Sent);
    }

    [Fact]
    public async Task Storage_that_is_away_surfaces_as_what_it_is()
    {
        var world = new StoreWorld(azurite.ConnectionString);
        world.Wire.IsDown = true;

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => world.Book.FindAsync(world.NewOrder().Key, Cancellation));

        Assert.True(StorageAway.Is(failure), failure.ToString());
    }

    [Fact]
    public async Task A_first_quarantine_makes_its_table()
    {
        var world = new StoreWorld(azurite.ConnectionString);

        await world.Book.ApplyAsync(world.NewOrder().Key, Core.Orders.Orders.Paid(world.Tenant), Cancellation);

        Assert.Contains(
            await world.Quarantine.ListAsync("wechatpay", new(2026, 11, 20), Cancellation),
            entry => entry.Id == world.Tenant);
    }

    [Fact]
    public async Task Each_request_on_the_wire_is_counted_by_method_and_status()
    {
        var before = new StoreWorld(azurite.ConnectionString);
        await before.Book.CreateAsync(before.NewOrder(), Cancellation); // The first write of all makes the tables.
        var world = new StoreWorld(azurite.ConnectionString);
        var counted = new List<string>();
        Assert.NotNull(PayFunctionsTelemetry.StorageRequests); // Made before anyone listens: else nobody is told of it.
        using var listener = new MeterListener { InstrumentPublished = Listen };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (IsOurs()) counted.Add($"{tags[0].Value} {tags[1].Value}");
        });
        listener.Start();

        Owner.Value = world;
        await world.Book.FindAsync(world.NewOrder().Key, Cancellation);
        await world.Book.CreateAsync(world.NewOrder(), Cancellation);

        Assert.Equal(["GET 404", "POST 202"], counted); // An order begins as a transaction: itself and its audit.

        bool IsOurs() => ReferenceEquals(Owner.Value, world); // Other tests measure at the same time.
    }

    private static readonly AsyncLocal<object?> Owner = new();

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument == PayFunctionsTelemetry.StorageRequests) listener.EnableMeasurementEvents(instrument);
    }

    private static string Account(string name) =>
        $"DefaultEndpointsProtocol=https;AccountName={name};AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";
}
