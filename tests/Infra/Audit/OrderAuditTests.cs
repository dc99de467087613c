using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Core.Refunds;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>Every move of an order is a link of its chain, and whoever changes one afterwards is found.</summary>
public class OrderAuditTests(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AuditProof Proof =>
        new(_world.Accounts, new(_world.Accounts, _world.Clock, NullLogger<SystemAudit>.Instance));

    [Fact]
    public async Task Every_move_of_order_and_refund_is_a_link_with_who_what_and_whence()
    {
        var key = await RefundedAsync();

        var rows = (await RowsAsync(key)).Select(AuditRows.Read).Select(row => row.Entry).ToList();

        Assert.Null((await Proof.OrderAsync(key, Cancellation))!.Broken);
        Assert.Equal(
            [
                "Created order - -> Created", "PrepayAccepted order Created -> AwaitingPayment",
                "PaymentSucceeded order AwaitingPayment -> Paid", "RefundRequested refund R1 - -> Requested",
                "RefundSucceeded refund R1 Requested -> Succeeded", "RefundSucceeded order Paid -> Refunded",
            ],
            rows.Select(row => $"{row.Action} {row.Subject} {string.Join(' ', row.Detail.Split(' ')[..3])}"));
        Assert.Equal("Notification wechatpay", rows[2].Actor);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("rehash")]
    [InlineData("remove")]
    [InlineData("insert")]
    [InlineData("swap")]
    [InlineData("strip")]
    public async Task Whatever_is_done_to_any_row_is_found_and_named(string how)
    {
        for (var at = 0; at < 6; at++)
        {
            var key = await RefundedAsync($"ORD-{how}-{at}");
            var rows = await RowsAsync(key);

            await TamperAsync(how, rows, at);
            var verdict = await Proof.OrderAsync(key, Cancellation);

            var expected = how switch
            {
                "swap" => Math.Min(at, 4) + 1,
                "rehash" => Math.Min(at + 2, 6),
                "insert" => at + 2,
                _ => at + 1,
            };
            Assert.Equal((how, at, expected), (how, at, verdict!.Broken?.Sequence));
        }
    }

    [Fact]
    public async Task A_message_that_is_no_longer_what_came_is_found()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        var told = Told.Paid() with { Envelope = "{\"amount\":1234}"u8.ToArray(), EnvelopeHeaders = "Wechatpay-Nonce: n" };
        await _world.Book.ApplyAsync(key, told, Cancellation);
        Assert.Null((await Proof.OrderAsync(key, Cancellation))!.Broken);
        var row = await ReadAsync(key, OrderKeys.Evidence(told));

        row["Envelope"] = "{\"amount\":4321}"u8.ToArray();
        await Table(key).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);

        Assert.Equal(3, (await Proof.OrderAsync(key, Cancellation))!.Broken?.Sequence);
    }

    [Theory]
    [InlineData("State", "Refunded", 3)]
    [InlineData("AuditCount", 2, 3)]
    [InlineData("AuditHash", null, 1)]
    public async Task An_order_that_was_changed_beside_its_audit_is_found(string column, object? value, int link)
    {
        var key = (await _world.PaidAsync()).Order.Key;
        var row = await ReadAsync(key, OrderKeys.Order);

        row[column] = value;
        await Table(key).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);

        Assert.Equal(link, (await Proof.OrderAsync(key, Cancellation))!.Broken?.Sequence);
    }

    [Fact]
    public async Task The_rows_say_in_which_trace_they_were_written()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();

        var key = (await _world.PaidAsync()).Order.Key;

        Assert.All(await RowsAsync(key), row => Assert.Equal(activity.TraceId.ToHexString(), row.GetString("Trace")));
    }

    private async Task<OrderKey> RefundedAsync(string orderId = "ORD20261120000001")
    {
        var key = (await _world.PaidAsync(orderId)).Order.Key;
        var asked = Core.Refunds.Refunds.Asked(1234, "R1");
        var reserved = await _world.Refunds.RequestAsync(key, asked, (_, _) => Task.FromResult(true), Cancellation);
        await _world.Refunds.ApplyAsync(key, reserved.Refund!.Says(RefundEvent.Succeeded), Cancellation);
        return key;
    }

    private async Task TamperAsync(string how, List<TableEntity> rows, int at)
    {
        var table = _world.Accounts.Holding(TableNames.Orders, rows[0].PartitionKey);
        var row = rows[at];
        switch (how)
        {
            case "change":
                row["Detail"] = $"{row["Detail"]}!";
                await WriteAsync(row);
                break;
            case "rehash":
                var read = AuditRows.Read(row);
                await WriteAsync(AuditRows.Write(row.PartitionKey, PayFunctions.Core.Audit.AuditChain.Next(
                    new(at, read.Before), read.Entry with { Actor = "mallory" })));
                break;
            case "remove":
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
                break;
            case "insert":
                row.RowKey += "a";
                await WriteAsync(row);
                break;
            case "swap":
                var (one, two) = (rows[Math.Min(at, rows.Count - 2)], rows[Math.Min(at, rows.Count - 2) + 1]);
                (one.RowKey, two.RowKey) = (two.RowKey, one.RowKey);
                await WriteAsync(one);
                await WriteAsync(two);
                break;
            case "strip":
                row["Actor"] = null;
                await WriteAsync(row);
                break;
        }

        Task WriteAsync(TableEntity changed) => table.UpsertEntityAsync(changed, TableUpdateMode.Replace, Cancellation);
    }

    private async Task<List<TableEntity>> RowsAsync(OrderKey key) =>
        [.. (await Table(key).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {OrderKeys.Partition(key)}"), [], Cancellation)).Where(ChainProof.IsOfChain)];

    private async Task<TableEntity> ReadAsync(OrderKey key, string row) =>
        (await Table(key).GetEntityIfExistsAsync<TableEntity>(OrderKeys.Partition(key), row, null, Cancellation)).Value!;

    private TableClient Table(OrderKey key) => _world.Accounts.Holding(TableNames.Orders, OrderKeys.Partition(key));
}
