using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Refunds;

/// <summary>A refund as its row, in its order's partition.</summary>
internal static class RefundRows
{
    public static readonly string[] Columns =
    [
        "RefundId", "Amount", "Currency", "Cause", "TransactionId", "Reason", "RequestedAt", "State", "Round",
        "ProviderRefundId", "EndedAt", "Code", "Posting", "Attempt", "Trace",
    ];

    public static TableEntity Write(OrderKey key, Refund refund)
    {
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Refund(refund.Id))
        {
            ["RefundId"] = refund.Id,
            ["Amount"] = refund.Amount.MinorUnits,
            ["Currency"] = refund.Amount.Currency.Code,
            ["Cause"] = refund.Cause.ToString(),
            ["TransactionId"] = refund.TransactionId,
            ["RequestedAt"] = refund.RequestedAt,
            ["State"] = refund.State.ToString(),
            ["Round"] = refund.Round,
        };
        if (refund.Attempt > 1) row["Attempt"] = refund.Attempt;
        row.SetUnlessNull("Reason", refund.Reason);
        row.SetUnlessNull("ProviderRefundId", refund.ProviderRefundId);
        row.SetUnlessNull("EndedAt", refund.EndedAt);
        row.SetUnlessNull("Code", refund.Code);
        row.SetUnlessNull("Posting", refund.Posting);
        row.SetUnlessNull("Trace", refund.Trace ?? Story.Kept); // Of whoever writes it first.
        return row;
    }

    public static StoredRefund Read(TableEntity row) => new(
        new()
        {
            Id = row.Text("RefundId"),
            Amount = new(row.Number("Amount"), row.Currency("Currency")),
            Cause = row.Word<RefundCause>("Cause"),
            TransactionId = row.Text("TransactionId"),
            Reason = row.GetString("Reason"),
            RequestedAt = row.Time("RequestedAt"),
            State = row.Word<RefundState>("State"),
            Round = row.Count("Round"),
            ProviderRefundId = row.GetString("ProviderRefundId"),
            EndedAt = row.GetDateTimeOffset("EndedAt"),
            Code = row.GetString("Code"),
            Posting = row.GetInt32("Posting"),
            Attempt = row.GetInt32("Attempt") ?? 1, // Older rows know of no attempts.
            Trace = row.GetString("Trace"),
        },
        row.ETag);
}
