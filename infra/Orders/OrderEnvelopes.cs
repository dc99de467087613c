using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>The messages that an order was moved by, byte for byte; its timeline leaves them where they are.</summary>
public sealed class OrderEnvelopes(TableAccounts accounts)
{
    /// <summary>One query of the order's evidence; what was taken without a message is left out.</summary>
    /// <returns>In the order in which they were written down.</returns>
    public async Task<IReadOnlyList<OrderEnvelope>> ReadAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var (from, to) = (OrderKeys.EvidencePrefix, OrderKeys.After(OrderKeys.EvidencePrefix));
        var rows = await accounts.Holding(TableNames.Orders, partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"), [], cancellation);
        return [.. rows
            .Select(row => new OrderEnvelope(
                row.Text("Source"), row.Text("Id"), row.Text("Event"), row.Time("RecordedAt"), row.GetString("EnvelopeHeaders"),
                row.ReadBytes("Envelope")))
            .Where(one => !one.Body.IsEmpty).OrderBy(one => one.RecordedAt)];
    }
}

/// <summary>A message as it was received.</summary>
/// <param name="Headers">Those that were signed, one <c>Name: value</c> a line; null: there were none.</param>
public sealed record OrderEnvelope(
    string Source, string Id, string Event, DateTimeOffset RecordedAt, string? Headers, ReadOnlyMemory<byte> Body);
