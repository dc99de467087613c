using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Healing;
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

        Assert.Null((await VerdictAsync(key)).Broken);
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

            await Tampering.DoAsync(how, Table(key), rows, at);
            var verdict = await VerdictAsync(key);

            Assert.Equal((how, at, Tampering.FoundAt(how, at, 6)), (how, at, verdict.Broken?.Sequence));
        }
    }

    [Fact]
    public async Task A_heal_that_is_noted_beside_the_moves_breaks_no_chain()
    {
        var key = await RefundedAsync();

        await new HealBook(_world.Accounts).WriteAsync(
            new(key, HealKind.Order, "order-default-ORD1", "Failed", _world.Clock.GetUtcNow()), Cancellation);

        Assert.Null((await VerdictAsync(key)).Broken);
    }

    [Fact]
    public async Task A_message_that_is_no_longer_what_came_is_found()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        var told = Told.Paid() with { Envelope = "{\"amount\":1234}"u8.ToArray(), EnvelopeHeaders = "Wechatpay-Nonce: n" };
        await _world.Book.ApplyAsync(key, told, Cancellation);
        Assert.Null((await VerdictAsync(key)).Broken);
        var row = await ReadAsync(key, OrderKeys.Evidence(told));

        row["Envelope"] = "{\"amount\":4321}"u8.ToArray();
        await Table(key).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);

        Assert.Equal(3, (await VerdictAsync(key)).Broken?.Sequence);
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

        Assert.Equal(link, (await VerdictAsync(key)).Broken?.Sequence);
    }

    [Fact]
    public async Task The_rows_say_in_which_trace_they_were_written()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();

        var key = (await _world.PaidAsync()).Order.Key;

        Assert.All(await RowsAsync(key), row => Assert.Equal(activity.TraceId.ToHexString(), row.GetString("Trace")));
    }

    [Fact]
    public async Task An_order_from_before_the_audit_is_no_broken_one_and_its_chain_begins_with_the_next_move()
    {
        var key = (await _world.PaidAsync()).Order.Key;
        await ForgetAuditAsync(key);
        var before = await VerdictAsync(key);

        var asked = Core.Refunds.Refunds.Asked(1234, "R1");
        await _world.Refunds.RequestAsync(key, asked, (_, _) => Task.FromResult(true), Cancellation);
        await _world.Refunds.ApplyAsync(
            key, (await _world.Refunds.FindAsync(key, "R1", Cancellation))!.Says(RefundEvent.Succeeded), Cancellation);
        var after = await VerdictAsync(key);

        Assert.Equal((0, null), (before.Rows, before.Broken));
        Assert.NotNull(before.Unproved);
        Assert.Equal((3, null), (after.Rows, after.Broken));
        Assert.NotNull(after.Unproved);
        await Tampering.DoAsync("change", Table(key), await RowsAsync(key), 1);
        Assert.Equal(2, (await VerdictAsync(key)).Broken?.Sequence);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0.9, true)]
    [InlineData(1.1, false)]
    public async Task Whoever_takes_a_whole_audit_away_makes_no_order_from_before_it(double daysAfter, bool holds)
    {
        var key = (await _world.PaidAsync()).Order.Key;
        await ForgetAuditAsync(key);
        var partition = OrderKeys.Partition(key);
        var rows = await Table(key).ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), [], Cancellation);

        var verdict = OrderProof.Verify(partition, rows, new(_world.Clock.GetUtcNow() - TimeSpan.FromDays(daysAfter)));

        Assert.Equal(holds, verdict!.Broken is null);
    }

    private async Task<AuditVerdict> VerdictAsync(OrderKey key) =>
        Assert.Single(await Proof.OrderAsync(key, Cancellation), verdict => verdict.Name.StartsWith("order ", StringComparison.Ordinal));

    /// <summary>As it was written before there was an audit.</summary>
    private async Task ForgetAuditAsync(OrderKey key)
    {
        foreach (var link in await RowsAsync(key))
            await Table(key).DeleteEntityAsync(link.PartitionKey, link.RowKey, ETag.All, Cancellation);
        var row = await ReadAsync(key, OrderKeys.Order);
        foreach (var column in AuditEnd.Columns) row[column] = null;
        await Table(key).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
    }

    private async Task<OrderKey> RefundedAsync(string orderId = "ORD20261120000001")
    {
        var key = (await _world.PaidAsync(orderId)).Order.Key;
        var asked = Core.Refunds.Refunds.Asked(1234, "R1");
        var reserved = await _world.Refunds.RequestAsync(key, asked, (_, _) => Task.FromResult(true), Cancellation);
        await _world.Refunds.ApplyAsync(key, reserved.Refund!.Says(RefundEvent.Succeeded), Cancellation);
        return key;
    }

    private async Task<List<TableEntity>> RowsAsync(OrderKey key) =>
        [.. (await Table(key).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {OrderKeys.Partition(key)}"), [], Cancellation)).Where(ChainProof.IsOfChain)];

    private async Task<TableEntity> ReadAsync(OrderKey key, string row) =>
        (await Table(key).GetEntityIfExistsAsync<TableEntity>(OrderKeys.Partition(key), row, null, Cancellation)).Value!;

    private TableClient Table(OrderKey key) => _world.Accounts.Holding(TableNames.Orders, OrderKeys.Partition(key));
}
