using Azure.Data.Tables;
using PayFunctions.Core.Audit;

namespace PayFunctions.Infra.Audit;

/// <summary>Proves a chain from the rows that a partition holds.</summary>
internal static class ChainProof
{
    public static bool IsOfChain(TableEntity row) => IsOfChain(row, AuditRows.Prefix);

    public static bool IsOfChain(TableEntity row, string prefix) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);

    /// <param name="partition">All rows of it, or those of the chain; in the order of their keys.</param>
    /// <param name="head">What is kept beside them as their end.</param>
    /// <param name="rows">Those of the chain that could be read.</param>
    public static AuditVerdict Verify(
        string name, IEnumerable<TableEntity> partition, AuditHead? head, out IReadOnlyList<AuditRow> rows,
        string prefix = AuditRows.Prefix)
    {
        var read = new List<AuditRow>();
        rows = read;
        foreach (var row in partition.Where(row => IsOfChain(row, prefix)))
        {
            if (Read(name, row, prefix, out var what) is not { } one) return new(name, read.Count, new(read.Count + 1, what));
            read.Add(one);
        }

        return new(name, read.Count, AuditChain.Verify(name, read, head));
    }

    /// <summary>A row that lacks a column, or stands under another key than its own, is no row of the chain.</summary>
    private static AuditRow? Read(string name, TableEntity row, string prefix, out string what)
    {
        what = $"'{row.RowKey}' is no row of {name}";
        try
        {
            var read = AuditRows.Read(row);
            return AuditRows.Write(row.PartitionKey, read, prefix).RowKey == row.RowKey ? read : null;
        }
        catch (InvalidDataException e)
        {
            what = e.Message;
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // A column of another type.
        }
    }
}
