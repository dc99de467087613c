using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// One line of a day's index: where the posting is, and what of it a provider's bill would tell. The day is China's, as on
/// every provider's bill.
/// </summary>
internal static class LedgerDayRows
{
    /// <summary>How many partitions a day is spread over.</summary>
    public const int Buckets = 16;

    /// <summary>A posting that no trade bill tells of: only where it is.</summary>
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

    /// <summary>The payment of an order that nothing else was booked on.</summary>
    public static TableEntity OfPayment(Order order) => Write(
        order, OrderPostings.Payment(order with { Postings = 0 }, order.PaidAt!.Value), order.TransactionId, null);

    /// <summary>A refund that has succeeded.</summary>
    public static TableEntity OfRefund(Order order, Refund refund)
    {
        var row = Write(order.Key, refund.Posting!.Value, OrderPostings.KindOf(refund), refund.EndedAt!.Value);
        return Tell(row, refund.Through(order), refund.Amount.MinorUnits, refund.Amount.Currency.Code, refund.TransactionId, refund);
    }

    /// <summary>Every posting of an order.</summary>
    public static IEnumerable<TableEntity> Of(OrderStory story)
    {
        var seconds = new Queue<string>((story.Order.SecondTransactions ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var posting in story.Postings.OrderBy(posting => posting.Sequence))
        {
            // The payments beside the order's own are numbered in the order in which they were booked.
            var isSecond = posting.Kind is "second-payment" or "quarantined-payment";
            var transaction = isSecond && seconds.TryDequeue(out var number) ? number : story.Order.TransactionId;
            var refund = story.Refunds.FirstOrDefault(one => one.Posting == posting.Sequence);
            // Each of them came with the refund that sends it back, which knows the attempt that was paid.
            var back = isSecond ? story.Refunds.FirstOrDefault(one => one.TransactionId == transaction) : refund;
            yield return Write(back?.Through(story.Order) ?? story.Order, posting, transaction, refund);
        }
    }

    /// <summary>All of a day's rows of one channel in one bucket, whosever they are.</summary>
    public static string Filter(DateOnly day, int bucket, string tenant, string channel)
    {
        var partition = Partition(day, bucket);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Tenant eq {tenant} and Channel eq {channel}");
    }

    public static string Partition(DateOnly day, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{ChinaDay.Text(day)}|{bucket:D2}");

    public static string Partition(DateOnly day, string order) => Partition(day, StableHash.Place(order, Buckets));

    private static TableEntity Write(Order order, Posting posting, string? transaction, Refund? refund)
    {
        var row = Write(order.Key, posting.Sequence, posting.Kind, posting.At);
        var receivable = OrderPostings.Receivable(order);
        var moved = posting.Entries.Where(entry => entry.Account == receivable).ToList();
        if (moved.Count == 0) return row; // A split is between us and the receivers: the provider's account stands.
        return Tell(row, order, AmountOf(posting.Kind, moved), moved[0].Currency.Code, transaction, refund);
    }

    /// <summary>What came in is positive by its kind: only an adjustment goes both ways.</summary>
    public static long AmountOf(string kind, IEnumerable<Entry> moved)
    {
        var amount = moved.Sum(entry => entry.Debit - entry.Credit);
        return kind == OrderPostings.AdjustmentKind ? amount : Math.Abs(amount);
    }

    private static TableEntity Tell(
        TableEntity row, Order order, long amount, string currency, string? transaction, Refund? refund)
    {
        row["Channel"] = order.Channel;
        row["MerchantId"] = order.MerchantId;
        row["OutTradeNo"] = order.OutTradeNo;
        row["Amount"] = amount;
        row["Currency"] = currency;
        row.SetUnlessNull("TransactionId", transaction);
        row.SetUnlessNull("RefundId", refund?.Id);
        row.SetUnlessNull("ProviderRefundId", refund?.ProviderRefundId);
        row.SetUnlessNull("BillNumber", Unless(order.OutTradeNo, BillNumbers.Of(order)));
        row.SetUnlessNull("BillReference", refund is not null
            ? Unless(refund.Id, BillNumbers.Of(order, refund))
            : row.Text("Kind") == OrderPostings.ReversalKind ? BillNumbers.OfReversal(order) : null);
        return row;
    }

    /// <summary>Only where the provider calls it otherwise: the row is read millions of times.</summary>
    private static string? Unless(string ours, string theirs) => theirs == ours ? null : theirs;
}
