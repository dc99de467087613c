using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>One line of a day's index: where the posting is. The day is China's, as on every provider's bill.</summary>
internal static class LedgerDayRows
{
    /// <summary>How many partitions a day is spread over.</summary>
    public const int Buckets = 16;

    public static TableEntity Write(OrderKey key, int sequence, string kind, DateTimeOffset at)
    {
        var order = OrderKeys.Partition(key);
        // The sequence has six digits, so the last pipe is always its border.
        return new(Partition(ChinaDay.Of(at), order), $"{order}|{OrderKeys.Sequence(sequence)}")
        {
            ["Tenant"] = key.Tenant,
            ["OrderId"] = key.OrderId,
            ["Sequence"] = sequence,
            ["Kind"] = kind,
            ["At"] = at,
        };
    }

    private static string Partition(DateOnly day, string order) => string.Create(
        CultureInfo.InvariantCulture, $"{ChinaDay.Text(day)}|{StableHash.Place(order, Buckets):D2}");
}
