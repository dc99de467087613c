namespace PayFunctions.Core.Orders;

/// <summary>What one way of paying takes.</summary>
/// <param name="Largest">The largest amount of one order, in minor units of <paramref name="Currency"/>.</param>
/// <param name="DescriptionLength">The longest description, in characters.</param>
public sealed record PayingTerms(
    string Channel, string Method, Currency Currency, long Largest, int DescriptionLength)
{
    /// <summary>
    /// WeChat Pay, a code that the payer scans. A million yuan is above what any payer's own limits let through.
    /// </summary>
    /// <remarks>Source: WeChat Pay API v3, "Native order": CNY only, description of at most 127.</remarks>
    public static PayingTerms WeChatPayNative { get; } = new("wechatpay", "native", Currency.Cny, 100_000_000, 127);
}
