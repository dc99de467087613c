namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The kinds of bill that are known by name.</summary>
public static class BillFormats
{
    private static readonly BillFormat[] All = [WeChatTradeBill.Instance, LedgerFile.Instance];

    public static string[] Channels { get; } = [.. All.Select(one => one.Channel)];

    /// <exception cref="ArgumentException">Nobody is called so.</exception>
    public static BillFormat Of(string channel) =>
        Array.Find(All, one => one.Channel == channel) ?? throw new ArgumentException($"No bill of '{channel}'.", nameof(channel));
}
