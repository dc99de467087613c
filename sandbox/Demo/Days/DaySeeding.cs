using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>Writes a day that nobody waited for into the app's tables.</summary>
/// <remarks>
/// Not by the app's door: 20,000 orders through it would take the demo an hour. The index of the day, which the comparison
/// reads, is written whole, a hundred rows a transaction; orders with their postings only where something is to become of
/// them, for each is a partition of its own and a request.
/// </remarks>
internal sealed class DaySeeding(string storage)
{
    private const int RowsOfTransaction = 100;
    private const int AtOnce = 16;

    // A hundred rows take longer than a callback may, and what was sent twice is written once.
    private readonly TableAccounts _accounts = new(Options.Create(
        new StorageOptions { Orders = { storage }, NetworkTimeout = TimeSpan.FromMinutes(1) }));

    /// <summary>Orders with their rows: what the app would find if it had lived that day.</summary>
    public async Task WriteOrdersAsync(IEnumerable<SeededOrder> orders, CancellationToken cancellation)
    {
        await _accounts.EnsureTablesAsync(cancellation);
        await Parallel.ForEachAsync(orders, Bound(cancellation), async (seeded, stop) =>
        {
            var key = seeded.Order.Key;
            var (marks, audit) = OrderMarks.None.With(key, [OrderAudit.Created(seeded.Order)]);
            List<TableEntity> rows =
            [
                OrderRows.Write(seeded.Order, marks),
                .. audit.Select(row => (TableEntity)row.Entity),
                .. seeded.Postings.Select(posting => LedgerRows.Write(key, posting)),
                .. seeded.Refunds.Select(refund => RefundRows.Write(key, refund)),
            ];
            await SubmitAsync(TableNames.Orders, rows, stop);
            foreach (var refund in seeded.Refunds) await LeadAsync(key, BillNumbers.Of(refund.Through(seeded.Order), refund), stop);
        });
    }

    /// <summary>The lines of the day's index.</summary>
    public async Task WriteIndexAsync(IEnumerable<SeededOrder> orders, CancellationToken cancellation)
    {
        await _accounts.EnsureTablesAsync(cancellation);
        var rows = orders.SelectMany(one => LedgerDayRows.Of(
            new OrderStory(new StoredOrder(one.Order, default), [], one.Postings, one.Refunds)));
        var transactions = rows.GroupBy(row => row.PartitionKey).SelectMany(group => group.Chunk(RowsOfTransaction));
        await Parallel.ForEachAsync(
            transactions, Bound(cancellation), async (some, stop) => await SubmitAsync(TableNames.LedgerDays, some, stop));
    }

    /// <summary>The same line once more: what a fault of our own would leave.</summary>
    public Task WriteIndexTwiceAsync(SeededOrder order, CancellationToken cancellation)
    {
        var again = order with { Postings = [.. order.Postings, order.Postings[0] with { }] };
        var rows = LedgerDayRows.Of(new OrderStory(new StoredOrder(again.Order, default), [], again.Postings, again.Refunds)).ToList();
        rows[^1].RowKey = rows[^1].RowKey[..^1] + "9";
        return SubmitAsync(TableNames.LedgerDays, [rows[^1]], cancellation);
    }

    /// <summary>So many callbacks were refused for their signatures in that hour.</summary>
    public async Task WriteRefusalsAsync(string provider, DateTimeOffset hour, long count, CancellationToken cancellation)
    {
        await _accounts.EnsureTablesAsync(cancellation);
        await new RefusalHours(_accounts).WriteAsync(provider, hour.ToUniversalTime(), "seeded", count, cancellation);
    }

    /// <summary>From a refund's number over there to its order, as it is written once a refund sets out.</summary>
    private Task LeadAsync(OrderKey order, string number, CancellationToken cancellation) =>
        SubmitAsync(TableNames.Lookups, [LookupRows.Write(order, LookupKind.Refund, number)], cancellation);

    private static ParallelOptions Bound(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private async Task SubmitAsync(string table, IReadOnlyList<TableEntity> rows, CancellationToken cancellation) =>
        await _accounts.Holding(table, rows[0].PartitionKey).SubmitTransactionAsync(
            rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellation);
}
