using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>An order as its row: every column is written and read here and nowhere else.</summary>
internal static class OrderRows
{
    public static readonly string[] Columns =
    [
        "Channel", "Method", "MerchantId", "Description", "Currency", "Total", "CreatedAt", "ExpiresAt", "Notify", "TopUp",
        "State", "Attempt", "OtherAttempts", "Asked", "Env", "OpenId", "ClientIp", "Device", "OfferKind", "Offer", "OfferParameters",
        "Paid", "Refunded", "RefundReserved", "TransactionId", "PaidAt", "SecondTransactions", "Postings", "Messages",
        "SettleAfterSeconds", "Sharing", "Shared", "ShareReserved", "Splits",
        "Trace", "Reversal", "ReversalSequence", "ReversalReason", "ReversalRequestedAt", "ReversalCode",
        .. OrderMarks.Columns,
    ];

    public static TableEntity Write(Order order, OrderMarks marks)
    {
        var row = new TableEntity(OrderKeys.Partition(order.Key), OrderKeys.Order)
        {
            ["Channel"] = order.Channel,
            ["Method"] = order.Method,
            ["MerchantId"] = order.MerchantId,
            ["Description"] = order.Description,
            ["Currency"] = order.Total.Currency.Code,
            ["Total"] = order.Total.MinorUnits,
            ["CreatedAt"] = order.CreatedAt,
            ["ExpiresAt"] = order.ExpiresAt,
            ["State"] = order.State.ToString(),
            ["Attempt"] = order.Attempt,
            ["Paid"] = order.Paid.MinorUnits,
            ["Refunded"] = order.Refunded.MinorUnits,
            ["RefundReserved"] = order.RefundReserved.MinorUnits,
            ["Postings"] = order.Postings,
        };
        row.SetUnlessNull("Notify", order.Notify);
        row.SetUnlessNull("TopUp", order.TopUp);
        row.SetUnlessNull("SettleAfterSeconds", order.SettleAfterSeconds);
        row.SetUnlessNull("OtherAttempts", order.OtherAttempts);
        row.SetUnlessNull("Asked", order.Asked);
        row.SetUnlessNull("Env", order.Env);
        row.SetUnlessNull("OpenId", order.Payer?.OpenId?.Reveal());
        row.SetUnlessNull("ClientIp", order.Payer?.ClientIp?.Reveal());
        row.SetUnlessNull("Device", order.Payer?.Device.ToString());
        row.SetUnlessNull("OfferKind", order.Offer?.Kind.ToString());
        row.SetUnlessNull("Offer", order.Offer?.Value);
        row.SetUnlessNull("OfferParameters", order.Offer?.Parameters);
        row.SetUnlessNull("TransactionId", order.TransactionId);
        row.SetUnlessNull("PaidAt", order.PaidAt);
        row.SetUnlessNull("SecondTransactions", order.SecondTransactions);
        row.SetUnlessNull("Trace", order.Trace);
        if (order.Messages > 0) row["Messages"] = order.Messages;
        if (order.Sharing != SharingState.None) WriteSharing(row, order);
        if (order.Reversal is { } reversal) WriteReversal(row, reversal);
        marks.WriteTo(row);
        return row;
    }

    public static StoredOrder Read(OrderKey key, TableEntity row)
    {
        var currency = row.Currency("Currency");
        var order = new Order
        {
            Key = key,
            Channel = row.Text("Channel"),
            Method = row.Text("Method"),
            MerchantId = row.Text("MerchantId"),
            Description = row.Text("Description"),
            Total = new(row.Number("Total"), currency),
            CreatedAt = row.Time("CreatedAt"),
            ExpiresAt = row.Time("ExpiresAt"),
            Notify = row.GetString("Notify"),
            TopUp = row.GetString("TopUp"),
            SettleAfterSeconds = row.GetInt32("SettleAfterSeconds"),
            State = row.Word<OrderState>("State"),
            Attempt = row.Count("Attempt"),
            OtherAttempts = row.GetString("OtherAttempts"),
            Asked = row.GetString("Asked"),
            Env = row.GetString("Env"),
            Payer = ReadPayer(row),
            Offer = ReadOffer(row),
            Paid = new(row.Number("Paid"), currency),
            Refunded = new(row.Number("Refunded"), currency),
            RefundReserved = new(row.GetInt64("RefundReserved") ?? 0, currency), // Older rows have no refunds.
            TransactionId = row.GetString("TransactionId"),
            PaidAt = row.GetDateTimeOffset("PaidAt"),
            SecondTransactions = row.GetString("SecondTransactions"),
            Postings = row.Count("Postings"),
            Messages = row.GetInt32("Messages") ?? 0,
            Sharing = row.GetString("Sharing") is null ? SharingState.None : row.Word<SharingState>("Sharing"),
            Shared = new(row.GetInt64("Shared") ?? 0, currency),
            ShareReserved = new(row.GetInt64("ShareReserved") ?? 0, currency),
            Splits = row.GetInt32("Splits") ?? 0,
            Trace = row.GetString("Trace"),
            Reversal = ReadReversal(row),
        };
        return new(order, row.ETag) { Marks = OrderMarks.Read(row) };
    }

    /// <summary>Most orders are not made for sharing: their rows don't pay for it.</summary>
    private static void WriteSharing(TableEntity row, Order order)
    {
        row["Sharing"] = order.Sharing.ToString();
        row["Shared"] = order.Shared.MinorUnits;
        row["ShareReserved"] = order.ShareReserved.MinorUnits;
        row["Splits"] = order.Splits;
    }

    private static void WriteReversal(TableEntity row, Reversal reversal)
    {
        row["Reversal"] = reversal.State.ToString();
        row["ReversalSequence"] = reversal.Sequence;
        row["ReversalReason"] = reversal.Reason;
        row["ReversalRequestedAt"] = reversal.RequestedAt;
        row.SetUnlessNull("ReversalCode", reversal.Code);
    }

    private static Reversal? ReadReversal(TableEntity row) => row.GetString("Reversal") is null
        ? null
        : new(
            row.Count("ReversalSequence"), row.Text("ReversalReason"), row.Time("ReversalRequestedAt"),
            row.Word<ReversalState>("Reversal"), row.GetString("ReversalCode"));

    private static Payer? ReadPayer(TableEntity row) => row.GetString("Device") is null
        ? null
        : new(row.GetString("OpenId"), row.GetString("ClientIp"), row.Word<PayerDevice>("Device"));

    private static PaymentOffer? ReadOffer(TableEntity row) => row.GetString("Offer") is { } offer
        ? new(row.Word<OfferKind>("OfferKind"), offer, row.GetString("OfferParameters"))
        : null;
}
