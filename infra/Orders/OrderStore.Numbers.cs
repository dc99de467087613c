using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// Whose a number at the providers is, where an attempt and another order could be called alike: a row in the partition
/// of that name, by conditional insert.
/// </summary>
public sealed partial class OrderStore
{
    private const string OrderId = "OrderId";

    /// <summary>Takes the attempt's number for the order. Safe to repeat.</summary>
    /// <returns>False: another order is called so.</returns>
    internal async Task<bool> TakeNumberAsync(OrderKey order, int attempt, CancellationToken cancellation)
    {
        var number = new OrderKey(order.Tenant, AttemptNumber.Of(order.OrderId, attempt));
        var row = NumberRow(number, order.OrderId);
        var table = Table(row.PartitionKey);
        try
        {
            await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return await OrderOfAsync(number, cancellation) == order;
        }

        // An order from before numbers were kept has no such row.
        var there = await table.GetEntityIfExistsAsync<TableEntity>(
            row.PartitionKey, OrderKeys.Order, ["PartitionKey"], cancellation);
        return !there.HasValue;
    }

    /// <summary>The order that an attempt of that number belongs to; null where nobody has taken it.</summary>
    internal async Task<OrderKey?> OrderOfAsync(OrderKey number, CancellationToken cancellation)
    {
        if (!AttemptNumber.MayBeAnothers(number.OrderId)) return null;
        var partition = OrderKeys.Partition(number);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, OrderKeys.Number, [OrderId], cancellation);
        return row.HasValue ? number with { OrderId = row.Value!.Text(OrderId) } : null;
    }

    private static TableEntity NumberRow(OrderKey number, string orderId) =>
        new(OrderKeys.Partition(number), OrderKeys.Number) { [OrderId] = orderId };
}
