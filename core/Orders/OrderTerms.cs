namespace PayFunctions.Core.Orders;

/// <summary>What orders are taken at all: the bounds of their lives, and the ways of paying.</summary>
public sealed record OrderTerms
{
    public TimeSpan DefaultExpiry { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>WeChat Pay wants an expiry at least a minute ahead.</summary>
    public TimeSpan ShortestExpiry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>WeChat Pay closes unpaid orders after seven days by itself.</summary>
    public TimeSpan LongestExpiry { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether webhooks may go to private addresses and by plain HTTP: in a sandbox only.</summary>
    public bool PrivateNotify { get; init; }

    public IReadOnlyList<PayingTerms> Ways { get; init; } =
        [.. PayingTerms.WeChatPay, .. PayingTerms.Alipay, .. PayingTerms.UnionPay, PayingTerms.ApplePay];
}
