using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// Evidence as its row: what was said, what it did, and the message itself for a later drive through new code.
/// </summary>
internal static class EvidenceRows
{
    /// <summary>What a timeline needs; the message stays where it is.</summary>
    public static readonly string[] Columns =
    [
        "At", "RecordedAt", "Event", "Source", "Id", "From", "To", "TransactionId", "Code", "RefundId", "Channel",
        "SplitId", "ReturnId",
    ];

    public static TableEntity Write(
        OrderKey key, Evidence evidence, OrderState from, OrderState to, DateTimeOffset recordedAt)
    {
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Evidence(evidence))
        {
            ["From"] = from.ToString(),
            ["To"] = to.ToString(),
        };
        WriteWords(row, evidence, recordedAt);
        return row;
    }

    /// <summary>What the evidence itself says; quarantine keeps the same columns.</summary>
    public static void WriteWords(TableEntity row, Evidence evidence, DateTimeOffset recordedAt)
    {
        row["Source"] = evidence.Source.ToString();
        row["Id"] = evidence.Id;
        row["Event"] = evidence.Event.ToString();
        row["At"] = evidence.At;
        row["RecordedAt"] = recordedAt;
        row["Attempt"] = evidence.Attempt;
        row.SetUnlessNull("Provider", evidence.Provider);
        row.SetUnlessNull("MerchantId", evidence.MerchantId);
        row.SetUnlessNull("Total", evidence.Total?.MinorUnits);
        row.SetUnlessNull("Currency", evidence.Total?.Currency.Code);
        row.SetUnlessNull("TransactionId", evidence.TransactionId);
        row.SetUnlessNull("Code", evidence.Code);
        row.SetUnlessNull("Adjustment", evidence.Adjustment?.MinorUnits);
        row.SetUnlessNull("Channel", evidence.Next?.Channel);
        row.SetUnlessNull("EnvelopeHeaders", evidence.EnvelopeHeaders);
        row.SetUnlessNull("Digest", EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope));
        row.WriteBytes("Envelope", evidence.Envelope);
    }

    public static TimelineEntry Read(TableEntity row) => new(
        row.Time("At"), row.Time("RecordedAt"), row.Text("Event"), row.Word<EvidenceSource>("Source"), row.Text("Id"),
        row.Text("From"), row.Text("To"), row.GetString("TransactionId"), row.GetString("Code"),
        row.GetString("RefundId"), row.GetString("Channel"), row.GetString("SplitId"), row.GetString("ReturnId"));
}
