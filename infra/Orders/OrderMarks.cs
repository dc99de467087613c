using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>What an order's row keeps beside the order: where its audit ends, and the notifications it has taken.</summary>
/// <param name="Audit">Null in a row from before orders were audited: its chain begins with what comes next.</param>
/// <param name="Envelopes">As <see cref="SeenEnvelopes"/> writes them; null: none.</param>
public sealed record OrderMarks(AuditHead? Audit, string? Envelopes)
{
    public static readonly string[] Columns = [.. AuditEnd.Columns, "Envelopes"];

    public static OrderMarks None { get; } = new(null, null);

    /// <summary>The name that an order's chain hangs on: its partition's, which no other order has.</summary>
    public static string ChainOf(string partition) => $"order {partition}";

    /// <summary>The chain with these added: its rows, and the marks that tell its new end.</summary>
    internal (OrderMarks Marks, List<TableTransactionAction> Rows) With(OrderKey key, IEnumerable<AuditEntry> entries)
    {
        var partition = OrderKeys.Partition(key);
        var (end, rows) = AuditEnd.Extend(ChainOf(partition), partition, Audit, entries);
        return (this with { Audit = end }, rows);
    }

    internal OrderMarks Saw(EvidenceSource source, string id, string? digest) =>
        source == EvidenceSource.Notification && digest is not null
            ? this with { Envelopes = SeenEnvelopes.Add(Envelopes, id, digest) }
            : this;

    internal static OrderMarks Read(TableEntity row) => new(AuditEnd.Read(row), row.GetString("Envelopes"));

    internal void WriteTo(TableEntity row)
    {
        AuditEnd.Write(row, Audit);
        row.SetUnlessNull("Envelopes", Envelopes);
    }
}
