using PayFunctions.Core.Ledger;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Counts what is booked, by the kind of account: merchants and receivers are too many to have a series each.</summary>
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

    private static void Count(Entry entry)
    {
        var isDebit = entry.Debit > 0;
        PayFunctionsTelemetry.Ledger.Add(
            isDebit ? entry.Debit : entry.Credit, new("account", KindOf(entry.Account)),
            new("side", isDebit ? "debit" : "credit"), new("currency", entry.Currency.Code));
    }
}
