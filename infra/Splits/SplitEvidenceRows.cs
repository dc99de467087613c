using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Splits;

/// <summary>What was said of a split, in the columns that what is said of orders has.</summary>
internal static class SplitEvidenceRows
{
    public static TableEntity Write(
        OrderKey key, SplitEvidence evidence, SplitState from, SplitState to, DateTimeOffset recordedAt)
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
    public static void WriteWords(TableEntity row, SplitEvidence evidence, DateTimeOffset recordedAt)
    {
        row["Source"] = evidence.Source.ToString();
        row["Id"] = evidence.Id;
        // As a timeline tells it beside what happened to the order: SplitDone, SplitReturnFailed.
        row["Event"] = evidence.ReturnId is null ? $"Split{evidence.Event}" : $"SplitReturn{evidence.Event}";
        row["SplitId"] = evidence.SplitId;
        row["At"] = evidence.At;
        row["RecordedAt"] = recordedAt;
        row.SetUnlessNull("ReturnId", evidence.ReturnId);
        row.SetUnlessNull("Provider", evidence.Provider);
        row.SetUnlessNull("MerchantId", evidence.MerchantId);
        row.SetUnlessNull("TransactionId", evidence.TransactionId);
        row.SetUnlessNull("ProviderId", evidence.ProviderId);
        row.SetUnlessNull("Amount", evidence.Amount?.MinorUnits);
        row.SetUnlessNull("Currency", evidence.Amount?.Currency.Code);
        row.SetUnlessNull("Code", evidence.Code);
        row.SetUnlessNull("EnvelopeHeaders", evidence.EnvelopeHeaders);
        row.SetUnlessNull("Digest", EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope));
        row.WriteBytes("Envelope", evidence.Envelope);
    }
}
