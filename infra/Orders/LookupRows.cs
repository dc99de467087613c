using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>What a number that is no order's id is, of an order.</summary>
public enum LookupKind
{
    /// <summary>The order's own id, or that of one of its attempts.</summary>
    Order,

    /// <summary>The provider's number of a payment.</summary>
    Transaction,

    /// <summary>A refund's id, ours.</summary>
    Refund,

    /// <summary>The provider's own number of a refund.</summary>
    ProviderRefund,
}

/// <summary>Rows that lead from a number to its orders: a partition a number, so that finding them is one small query.</summary>
internal static class LookupRows
{
    public static readonly string[] Columns = ["OrderId", "Kind"];

    public static string Partition(string tenant, string id) => $"{TableKeys.EscapePart(tenant)}|{TableKeys.EscapeForeign(id)}";

    public static TableEntity Write(OrderKey key, LookupKind kind, string id) =>
        new(Partition(key.Tenant, id), $"{kind}|{TableKeys.Escape(key.OrderId)}")
        {
            ["OrderId"] = key.OrderId,
            ["Kind"] = kind.ToString(),
        };

    /// <summary>What a posting in its day's index can be found by: a refund by the provider's number of it, any other by its payment's.</summary>
    public static TableEntity? Of(TableEntity day)
    {
        var isRefund = day.GetString("RefundId") is not null;
        var (kind, id) = isRefund
            ? (LookupKind.ProviderRefund, day.GetString("ProviderRefundId"))
            : (LookupKind.Transaction, day.GetString("TransactionId"));
        return id is null ? null : Write(new(day.Text("Tenant"), day.Text("OrderId")), kind, id);
    }
}
