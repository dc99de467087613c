using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Refunds;

/// <summary>What was said of a refund, in the columns that what is said of orders has.</summary>
internal static class RefundEvidenceRows
{
    public static TableEntity Write(
        OrderKey key, RefundEvidence evidence, RefundState from, RefundState to, DateTimeOffset recordedAt)
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
    public static void WriteWords(TableEntity row, RefundEvidence evidence, DateTimeOffset recordedAt)
    {
        row["Source"] = evidence.Source.ToString();
        row["Id"] = evidence.Id;
        row["Event"] = Event(evidence.Event);
        row["RefundId"] = evidence.RefundId;
        row["At"] = evidence.At;
        row["RecordedAt"] = recordedAt;
        row.SetUnlessNull("Provider", evidence.Provider);
        row.SetUnlessNull("MerchantId", evidence.MerchantId);
        row.SetUnlessNull("TransactionId", evidence.TransactionId);
        row.SetUnlessNull("ProviderRefundId", evidence.ProviderRefundId);
        row.SetUnlessNull("Amount", evidence.Amount?.MinorUnits);
        row.SetUnlessNull("Total", evidence.Total?.MinorUnits);
        row.SetUnlessNull("Currency", (evidence.Total ?? evidence.Amount)?.Currency.Code);
        row.SetUnlessNull("Code", evidence.Code);
        row.SetUnlessNull("EnvelopeHeaders", evidence.EnvelopeHeaders);
        row.SetUnlessNull("Digest", EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope));
        row.WriteBytes("Envelope", evidence.Envelope);
    }

    /// <summary>As a timeline tells it beside what happened to the order: <c>RefundSucceeded</c>.</summary>
    private static string Event(RefundEvent happened) => $"Refund{happened}";
}
