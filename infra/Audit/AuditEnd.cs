using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Audit;

/// <summary>
/// Where a chain ends, kept by the row that it is about: whoever moves the one moves the other, by the same version and in
/// the same transaction, without a request more.
/// </summary>
internal static class AuditEnd
{
    public static readonly string[] Columns = ["AuditCount", "AuditHash"];

    /// <returns>Null in a row from before it was audited: its chain begins with what comes next.</returns>
    public static AuditHead? Read(TableEntity row) =>
        row.GetString("AuditHash") is { } hash ? new(row.Count("AuditCount"), hash) : null;

    public static void Write(TableEntity row, AuditHead? end)
    {
        row.SetUnlessNull("AuditCount", end?.Count);
        row.SetUnlessNull("AuditHash", end?.Hash);
    }

    /// <summary>The chain with these added: its rows, and its new end.</summary>
    /// <param name="chain">The name that it hangs on.</param>
    public static (AuditHead End, List<TableTransactionAction> Rows) Extend(
        string chain, string partition, AuditHead? end, IEnumerable<AuditEntry> entries, string prefix = AuditRows.Prefix)
    {
        var at = end ?? AuditChain.Start(chain);
        var rows = new List<TableTransactionAction>();
        foreach (var entry in entries)
        {
            var next = AuditChain.Next(at, entry);
            rows.Add(new(TableTransactionActionType.Add, AuditRows.Write(partition, next, prefix)));
            at = AuditChain.HeadOf(next);
        }

        return (at, rows);
    }
}
