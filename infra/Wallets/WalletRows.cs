using Azure.Data.Tables;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Wallets;

/// <summary>A wallet's rows: every column is written and read here and nowhere else.</summary>
internal static class WalletRows
{
    public const string Balance = "balance";

    public const string EntryPrefix = "entry|";

    public const string HoldPrefix = "hold|";

    public static string Partition(string tenant, string account) => $"{TableKeys.EscapePart(tenant)}|{TableKeys.Escape(account)}";

    public static string HoldRow(string id) => $"{HoldPrefix}{TableKeys.EscapeForeign(id)}";

    public static string EntryRow(int sequence) => $"{EntryPrefix}{sequence:D6}";

    /// <summary>The row whose insert makes a top-up happen once.</summary>
    public static string TopUpRow(string reference) => $"top-up|{TableKeys.EscapeForeign(reference)}";

    public static TableEntity Write(Wallet wallet) => new(Partition(wallet.Tenant, wallet.Account), Balance)
    {
        ["Currency"] = wallet.Currency.Code,
        ["Available"] = wallet.Available,
        ["Frozen"] = wallet.Frozen,
        ["Entries"] = wallet.Entries,
    };

    public static Wallet ReadBalance(string tenant, string account, TableEntity row) => new(
        tenant, account, row.Currency("Currency"), row.Number("Available"), row.Number("Frozen"), row.Count("Entries"));

    public static TableEntity Write(string partition, Hold hold) => new(partition, HoldRow(hold.Id))
    {
        ["Id"] = hold.Id,
        ["Amount"] = hold.MinorUnits,
        ["State"] = hold.State.ToString(),
        ["ExpiresAt"] = hold.ExpiresAt,
    };

    public static Hold ReadHold(TableEntity row) =>
        new(row.Text("Id"), row.Number("Amount"), row.Word<HoldState>("State"), row.Time("ExpiresAt"));

    public static TableEntity Write(string partition, WalletEntry entry) => new(partition, EntryRow(entry.Sequence))
    {
        ["At"] = entry.At,
        ["Kind"] = entry.Kind,
        ["Reference"] = entry.Reference,
        ["AvailableChange"] = entry.AvailableChange,
        ["FrozenChange"] = entry.FrozenChange,
        ["Available"] = entry.Available,
        ["Frozen"] = entry.Frozen,
    };
}
