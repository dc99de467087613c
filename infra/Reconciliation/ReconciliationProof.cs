using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Audit;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Proves the chain of one day at one channel.</summary>
internal static class ReconciliationProof
{
    /// <param name="rows">A whole partition, in the order of its keys.</param>
    /// <returns>Null: nothing was ever done in it.</returns>
    public static AuditVerdict? Verify(IReadOnlyList<TableEntity> rows)
    {
        var run = rows.FirstOrDefault(row => row.RowKey.StartsWith(ReconciliationRows.RunPrefix, StringComparison.Ordinal));
        var end = rows.FirstOrDefault(row => row.RowKey == AuditRows.Head);
        if (end is null && !rows.Any(ChainProof.IsOfChain)) return null;
        // A chain hangs on its day's name, which its runs tell.
        var name = run is null ? rows[0].PartitionKey : ReconciliationRows.ReadRun(run).Run.Key.ToString();
        var head = end is null ? AuditChain.Start(name) : AuditRows.ReadHead(end);
        var verdict = ChainProof.Verify(name, rows, head, out _);
        return verdict with { Name = $"reconciliation {name}" };
    }
}
