using PayFunctions.Core.Audit;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Audit;

namespace PayFunctions.Infra.Wallets;

/// <summary>What of a wallet's moves goes into its audit: which hold or top-up, by whom, and the balance that it left.</summary>
internal static class WalletAudit
{
    private const string Balance = ", entry ";

    /// <summary>The name that a wallet's chain hangs on: its partition's.</summary>
    public static string ChainOf(string partition) => $"wallet {partition}";

    public static string SubjectOf(string holdId) => $"hold {holdId}";

    public static AuditEntry Of(HoldCommand command, HoldState from, HoldChange change, DateTimeOffset at) => AuditMove.Entry(
        at, command == HoldCommand.Expire ? "app" : "Merchant", $"Hold{command}", SubjectOf(change.Hold.Id),
        from.ToString(), change.Hold.State.ToString(), $"{change.Hold.MinorUnits}{Left(change.Wallet, change.Entry)}");

    public static AuditEntry Of(Wallet after, WalletEntry entry) => new(
        entry.At, "app", "ToppedUp", entry.Reference, $"{entry.AvailableChange}{Left(after, entry)}")
    {
        Trace = AuditTrace.Current,
    };

    /// <summary>The entry that an audit's entry names, and what it says of it; null where no money moved.</summary>
    public static (int Sequence, string Said)? EntryOf(AuditEntry entry)
    {
        var at = entry.Detail.IndexOf(Balance, StringComparison.Ordinal);
        if (at < 0) return null;
        var said = entry.Detail[(at + Balance.Length)..];
        return int.TryParse(said.AsSpan(0, Math.Max(0, said.IndexOf(':', StringComparison.Ordinal))), out var sequence)
            ? (sequence, said)
            : null;
    }

    public static string Said(int sequence, string currency, long available, long frozen) =>
        FormattableString.Invariant($"{sequence}: {currency} {available} available, {frozen} frozen");

    private static string Left(Wallet? after, WalletEntry? entry) => after is null || entry is null
        ? ""
        : Balance + Said(entry.Sequence, after.Currency.Code, entry.Available, entry.Frozen);
}
