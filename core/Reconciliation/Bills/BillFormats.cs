namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The kinds of bill that are known by their channel's name.</summary>
public static class BillFormats
{
    public static string[] Channels { get; } =
        [WeChatTradeBill.Instance.Channel, AlipayTradeBill.Instance.Channel, UnionPayBill.Name, LedgerFile.Instance.Channel];

    /// <param name="day">The bill's day; UnionPay's lines have no year of their own.</param>
    /// <exception cref="ArgumentException">Nobody is called so, or the channel's bills need a day and there is none.</exception>
    public static BillFormat Of(string channel, DateOnly? day) => channel switch
    {
        "wechatpay" => WeChatTradeBill.Instance,
        "alipay" => AlipayTradeBill.Instance,
        UnionPayBill.Name when day is { } settled => new UnionPayBill(settled),
        UnionPayBill.Name => throw new ArgumentException("UnionPay's bills have no year: their day has to be told.", nameof(day)),
        "ledger" => LedgerFile.Instance,
        _ => throw new ArgumentException($"There is no bill of '{channel}'.", nameof(channel)),
    };
}
