using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// Counts what is booked, by the kind of account: merchants, receivers and wallets are too many to have a series each.
/// </summary>
internal static class LedgerMeter
{
    private static readonly string[] Whole = ["suspense/"];

    private static readonly string[] ByChannel = ["receivable/", "receiver/", "rounding/"];

    public static void Count(IReadOnlyList<Posting> postings)
    {
        foreach (var posting in postings)
        {
            foreach (var entry in posting.Entries) Count(entry);
        }
    }

    /// <summary>A wallet is what is owed to its holder: what it gains is a credit, in each of its two parts.</summary>
    public static void Count(WalletEntry entry, Currency currency)
    {
        Count("wallet/available", entry.AvailableChange, currency);
        Count("wallet/frozen", entry.FrozenChange, currency);
    }

    /// <summary><c>receivable/wechatpay/1900000001</c> is <c>receivable/wechatpay</c>; <c>merchant/acme</c> is <c>merchant</c>.</summary>
    internal static string KindOf(string account)
    {
        if (Whole.Any(prefix => account.StartsWith(prefix, StringComparison.Ordinal))) return account;
        var first = account.IndexOf('/', StringComparison.Ordinal);
        if (first < 0) return account;
        if (!ByChannel.Any(prefix => account.StartsWith(prefix, StringComparison.Ordinal))) return account[..first];
        var second = account.IndexOf('/', first + 1);
        return second < 0 ? account : account[..second];
    }

    private static void Count(Entry entry) => Count(KindOf(entry.Account), entry.Credit - entry.Debit, entry.Currency);

    private static void Count(string account, long gained, Currency currency)
    {
        if (gained == 0) return;
        PayFunctionsTelemetry.Ledger.Add(
            Math.Abs(gained), new("account", account), new("side", gained < 0 ? "debit" : "credit"),
            new("currency", currency.Code));
    }
}
