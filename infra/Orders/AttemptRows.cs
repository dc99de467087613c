using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>The attempts of an order that are not on its face, a row each, for whoever looks or searches.</summary>
/// <remarks>Written with the order's own row, which holds all that decisions need.</remarks>
internal static class AttemptRows
{
    public static IEnumerable<TableTransactionAction> Changed(Order before, Order after)
    {
        if (before.OtherAttempts == after.OtherAttempts) yield break;
        var known = before.Others;
        foreach (var attempt in after.Others)
        {
            if (!known.Contains(attempt))
                yield return new(TableTransactionActionType.UpsertReplace, Write(after.Key, attempt));
        }
    }

    private static TableEntity Write(OrderKey key, OrderAttempt attempt) =>
        new(OrderKeys.Partition(key), $"attempt|{attempt.Number.ToString(CultureInfo.InvariantCulture)}")
        {
            ["Channel"] = attempt.Channel,
            ["Method"] = attempt.Method,
            ["MerchantId"] = attempt.MerchantId,
            ["OutTradeNo"] = AttemptNumber.Of(key.OrderId, attempt.Number),
            ["IsClosed"] = attempt.IsClosed,
        };
}
