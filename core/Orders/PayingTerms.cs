namespace PayFunctions.Core.Orders;

/// <summary>What a way of paying has to know of the payer.</summary>
public enum PayerNeed
{
    Nothing,
    OpenId,
    ClientIp,
}

/// <summary>What one way of paying takes.</summary>
/// <param name="Currency">All that it takes; <see cref="Currency.None"/>: whatever is accounted in.</param>
/// <param name="Largest">The largest amount of one order, in minor units of <paramref name="Currency"/>.</param>
/// <param name="DescriptionLength">The longest description, in characters.</param>
/// <param name="CanShare">Whether its payments can be divided among receivers.</param>
/// <param name="PlainIds">Whether an order's id has to be 8 letters and digits or more, with no other marks.</param>
public sealed record PayingTerms(
    string Channel, string Method, Currency Currency, long Largest, int DescriptionLength,
    PayerNeed Needs = PayerNeed.Nothing, bool CanShare = false, bool PlainIds = false)
{
    /// <summary>WeChat Pay: a code to scan, inside of WeChat, from another app, from a phone's browser.</summary>
    /// <remarks>
    /// A million yuan is above what any payer's own limits let through. Source: WeChat Pay API v3, "Native order",
    /// "JSAPI order", "App order", "H5 order": CNY only, description of at most 127.
    /// </remarks>
    public static IReadOnlyList<PayingTerms> WeChatPay { get; } =
    [
        OfWeChatPay("native", PayerNeed.Nothing),
        OfWeChatPay("jsapi", PayerNeed.OpenId),
        OfWeChatPay("app", PayerNeed.Nothing),
        OfWeChatPay("h5", PayerNeed.ClientIp),
    ];

    /// <summary>Alipay: a page, a phone's page, from another app, a code to scan.</summary>
    /// <remarks>
    /// Source: Alipay, "alipay.trade.page.pay" and its kin: 0.01 to 100 million yuan, subject of at most 256.
    /// </remarks>
    public static IReadOnlyList<PayingTerms> Alipay { get; } =
    [
        OfAlipay("page"),
        OfAlipay("wap"),
        OfAlipay("app"),
        OfAlipay("precreate"),
    ];

    /// <summary>UnionPay: a page, a phone's page, from another app.</summary>
    /// <remarks>
    /// Source: UnionPay open platform, online gateway payment: orderId of 8 to 40 letters and digits, txnAmt of 12 digits; the
    /// description stays with us.
    /// </remarks>
    public static IReadOnlyList<PayingTerms> UnionPay { get; } =
    [
        OfUnionPay("page"),
        OfUnionPay("wap"),
        OfUnionPay("app"),
    ];

    /// <summary>Apple Pay: a token from the payer's device, in any currency that is accounted in.</summary>
    public static PayingTerms ApplePay { get; } = new("applepay", "token", Currency.None, 10_000_000_000, 127);

    private static PayingTerms OfAlipay(string method) => new("alipay", method, Currency.Cny, 10_000_000_000, 256);

    private static PayingTerms OfUnionPay(string method) =>
        new("unionpay", method, Currency.Cny, 10_000_000_000, 256, PlainIds: true);

    private static PayingTerms OfWeChatPay(string method, PayerNeed needs) =>
        new("wechatpay", method, Currency.Cny, 100_000_000, 127, needs, CanShare: true);
}
