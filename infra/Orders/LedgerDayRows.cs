using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>One line of a day's index: where the posting is. The day is China's, as on every provider's bill.</summary>
internal static class LedgerDayRows
{
    /// <summary>How many partitions a day is spread over.</summary>
    public const int Buckets = 16;

    public static TableEntity Write(OrderKey key, Posting posting)
    {
        var order = OrderKeys.Partition(key);
        // The sequence has six digits, so the last pipe is always its border.
        return new(Partition(ChinaDay.Of(posting.At), order), $"{order}|{OrderKeys.Sequence(posting.Sequence)}")
        {
            ["Tenant"] = key.Tenant,
            ["OrderId"] = key.OrderId,
            ["Sequence"] = posting.Sequence,
            ["Kind"] = posting.Kind,
            ["At"] = posting.At,
        };
    }

    private static string Partition(DateOnly day, string order) => string.Create(
        CultureInfo.InvariantCulture, $"{ChinaDay.Text(day)}|{StableHash.Place(order, Buckets):D2}");
}
