using Azure.Data.Tables;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Routing;

/// <summary>Proves a channel's audit: the chain itself, and that the breaker stands where it ends.</summary>
internal static class ChannelProof
{
    /// <param name="rows">A whole partition, in the order of its keys.</param>
    public static AuditVerdict? Verify(string partition, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        var name = BreakerStore.ChainOf(partition);
        var chained = rows.Where(row => !IsFromBefore(row)).ToList();
        var breaker = chained.Find(row => row.RowKey == BreakerStore.Row);
        if (breaker is null) return chained.Exists(ChainProof.IsOfChain) ? new(name, 0, new(1, "its breaker is gone")) : null;
        if (AuditEnd.Read(breaker) is not { } end)
        {
            if (chained.Exists(ChainProof.IsOfChain)) return new(name, 0, new(1, "its breaker knows of no audit"));
            return chained.Count == rows.Count && breaker.Text("Phase") == nameof(BreakerPhase.Closed) ? null : since.WithoutChain(name, breaker.Time("Since"));
        }

        var verdict = ChainProof.Verify(name, chained, end, out var chain);
        return verdict.Broken is not null ? verdict : verdict with
        {
            Broken = AuditMove.Contradiction(chain.LastOrDefault(), "breaker", breaker.Text("Phase")),
            Unproved = AuditMove.BeganLate(chain, nameof(BreakerPhase.Closed)),
        };
    }

    /// <summary>Moves were rows of their own, by time and phase, before they were chained.</summary>
    private static bool IsFromBefore(TableEntity row) =>
        ChainProof.IsOfChain(row) && row.RowKey.IndexOf('|', AuditRows.Prefix.Length) > 0 && !row.ContainsKey("Hash");
}
