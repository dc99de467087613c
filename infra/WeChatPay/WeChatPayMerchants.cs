namespace PayFunctions.Infra.WeChatPay;

/// <summary>The configured merchant accounts, ready for use.</summary>
public sealed class WeChatPayMerchants
{
    private readonly IReadOnlyCollection<string> _ids = [];

    /// <summary>The merchant ids (mchid) that orders may name.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Whose orders come in through the account; null where it is not configured.</summary>
    public string? TenantOf(string merchantId) => null;
}
