using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// Proves an order's audit: the chain itself, that the order stands where it ends, and that the evidence it names is
/// there with the message that came.
/// </summary>
internal static class OrderProof
{
    /// <param name="rows">A whole partition, in the order of its keys.</param>
    /// <returns>Null: it holds no order, but the number of an attempt.</returns>
    public static AuditVerdict? Verify(string partition, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        // A heal only notes that the timer had the order go on; what then moved is a link of the chain.
        rows = [.. rows.Where(row => !row.RowKey.StartsWith(HealRows.Prefix, StringComparison.Ordinal))];
        var name = OrderMarks.ChainOf(partition);
        var order = rows.FirstOrDefault(row => row.RowKey == OrderKeys.Order);
        if (order is null) return rows.Any(ChainProof.IsOfChain) ? new(name, 0, new(1, "its order is gone")) : null;
        var created = order.Time("CreatedAt");
        if (OrderMarks.Read(order).Audit is not { } head)
        {
            return rows.Any(ChainProof.IsOfChain)
                ? new(name, 0, new(1, "its order knows of no audit"))
                : since.WithoutChain(name, created);
        }

        var verdict = ChainProof.Verify(name, rows, head, out var chain);
        if (verdict.Broken is not null) return verdict;
        var beganLate = chain is not [{ Entry.Action: OrderAudit.CreatedAction }, ..];
        return verdict with
        {
            Broken = beganLate && !since.IsBefore(created)
                ? new(1, "the order was made when there was an audit, and this is not how")
                : Contradiction(order, rows, chain),
            Unproved = beganLate ? "its beginning is from before the audit" : null,
        };
    }

    private static BrokenLink? Contradiction(
        TableEntity order, IReadOnlyList<TableEntity> rows, IReadOnlyList<AuditRow> chain)
    {
        var evidence = rows.Where(row => row.RowKey.StartsWith(OrderKeys.EvidencePrefix, StringComparison.Ordinal))
            .ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        foreach (var row in chain)
        {
            if (OrderAudit.EvidenceOf(row.Entry) is not var (id, digest)) continue;
            var source = row.Entry.Actor.Split(' ')[0];
            if (!evidence.TryGetValue(OrderKeys.Evidence(source, id), out var kept)) return new(row.Sequence, $"its evidence {id} is gone");
            if (EnvelopeDigest.Of(kept.GetString("EnvelopeHeaders"), kept.ReadBytes("Envelope")) != digest)
                return new(row.Sequence, $"the message of its evidence {id} is not what came");
        }

        return AuditMove.Contradiction(
            chain.LastOrDefault(row => row.Entry.Subject == OrderAudit.Subject), "order", order.Text("State"));
    }
}
