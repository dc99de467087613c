using Azure.Data.Tables;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Proves the audit of each of an order's messages: the chain itself, and that the message stands where it ends.</summary>
internal static class DeliveryProof
{
    /// <param name="rows">An order's whole partition, in the order of its keys.</param>
    /// <returns>Nothing of messages that nobody has delivered yet.</returns>
    public static IEnumerable<AuditVerdict> Verify(string partition, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        var messages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in rows.Where(row => row.RowKey.StartsWith(OrderKeys.OutboxPrefix, StringComparison.Ordinal)))
        {
            var sequence = message.Count("Sequence");
            messages.Add(DeliveryAudit.Prefix(sequence));
            if (Verify(DeliveryAudit.ChainOf(partition, sequence), DeliveryAudit.Prefix(sequence), message, rows, since) is { } verdict)
                yield return verdict;
        }

        var stray = rows.FirstOrDefault(row => ChainProof.IsOfChain(row, DeliveryAudit.AnyPrefix)
            && !messages.Contains(row.RowKey[..(row.RowKey.LastIndexOf('|') + 1)]));
        if (stray is not null) yield return new($"messages of {partition}", 0, new(1, $"the message of '{stray.RowKey}' is gone"));
    }

    private static AuditVerdict? Verify(
        string name, string prefix, TableEntity message, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        var delivery = OutboxRows.ReadDelivery(message);
        if (AuditEnd.Read(message) is not { } end)
        {
            if (rows.Any(row => ChainProof.IsOfChain(row, prefix))) return new(name, 0, new(1, "its message knows of no audit"));
            var isUntouched = delivery is { State: DeliveryState.Pending, Redeliveries: 0 };
            return isUntouched ? null : since.WithoutChain(name, delivery.LastAt);
        }

        var verdict = ChainProof.Verify(name, rows, end, out var chain, prefix);
        return verdict.Broken is not null ? verdict : verdict with
        {
            Broken = AuditMove.Contradiction(chain.LastOrDefault(), "message", delivery.State.ToString()),
            Unproved = AuditMove.BeganLate(chain, nameof(DeliveryState.Pending)),
        };
    }
}
