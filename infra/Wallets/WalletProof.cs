using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Wallets;

/// <summary>
/// Proves a wallet's audit: the chain itself, that its balance, its entries and its holds are what the chain tells.
/// </summary>
internal static class WalletProof
{
    /// <param name="rows">A whole partition, in the order of its keys.</param>
    public static AuditVerdict Verify(string partition, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        var name = WalletAudit.ChainOf(partition);
        var end = rows.FirstOrDefault(row => row.RowKey == AuditRows.Head);
        if (end is null && !rows.Any(ChainProof.IsOfChain))
            return since.WithoutChain(name, LastMove(rows));
        var head = end is null ? AuditChain.Start(name) : AuditRows.ReadHead(end);
        var verdict = ChainProof.Verify(name, rows, head, out var chain);
        return verdict.Broken is not null ? verdict : verdict with
        {
            Broken = Balances(rows, chain) ?? Holds(rows, chain),
            Unproved = Before(chain) is > 0 and var before ? $"{before} entries are from before the audit" : null,
        };
    }

    /// <summary>Entries are numbered from 1: the first one in the chain tells how many were before it.</summary>
    private static int Before(IReadOnlyList<AuditRow> chain) =>
        chain.Select(row => WalletAudit.EntryOf(row.Entry)).FirstOrDefault(entry => entry is not null) is var (first, _) ? first - 1 : 0;

    private static BrokenLink? Balances(IReadOnlyList<TableEntity> rows, IReadOnlyList<AuditRow> chain)
    {
        var balance = rows.FirstOrDefault(row => row.RowKey == WalletRows.Balance);
        var entries = rows.Where(row => row.RowKey.StartsWith(WalletRows.EntryPrefix, StringComparison.Ordinal))
            .ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        var last = (Row: (AuditRow?)null, Said: "");
        foreach (var row in chain)
        {
            if (WalletAudit.EntryOf(row.Entry) is not var (sequence, said)) continue;
            last = (row, said);
            var kept = entries.GetValueOrDefault(WalletRows.EntryRow(sequence));
            if (kept is null || !said.EndsWith(Said(kept), StringComparison.Ordinal))
                return new(row.Sequence, $"its entry {sequence} is {(kept is null ? "gone" : $"another:{Said(kept)}")}");
        }

        if (last.Row is null) return null;
        var stands = balance is null
            ? "nothing"
            : WalletAudit.Said(balance.Count("Entries"), balance.Text("Currency"), balance.Number("Available"), balance.Number("Frozen"));
        return last.Said == stands ? null : new(last.Row.Sequence, $"it says {last.Said}, and the balance is {stands}");
    }

    private static string Said(TableEntity entry) =>
        FormattableString.Invariant($" {entry.Number("Available")} available, {entry.Number("Frozen")} frozen");

    /// <summary>Of a chain that began late, a hold that it does not tell of is from before.</summary>
    private static BrokenLink? Holds(IReadOnlyList<TableEntity> rows, IReadOnlyList<AuditRow> chain)
    {
        var told = new Dictionary<string, AuditRow>(StringComparer.Ordinal);
        foreach (var row in chain) told[row.Entry.Subject] = row;
        foreach (var hold in rows.Where(row => row.RowKey.StartsWith(WalletRows.HoldPrefix, StringComparison.Ordinal)).Select(WalletRows.ReadHold))
        {
            var last = told.GetValueOrDefault(WalletAudit.SubjectOf(hold.Id));
            if (last is null && Before(chain) > 0) continue;
            if (AuditMove.Contradiction(last, $"hold {hold.Id}", hold.State.ToString()) is { } broken) return broken;
        }

        return null;
    }

    private static DateTimeOffset? LastMove(IReadOnlyList<TableEntity> rows) =>
        rows.LastOrDefault(row => row.RowKey.StartsWith(WalletRows.EntryPrefix, StringComparison.Ordinal))?.Time("At");
}
