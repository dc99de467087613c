using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.ApplePay;

/// <summary>The configured merchant identifiers, ready for use.</summary>
public sealed class ApplePayMerchants
{
    private readonly FrozenDictionary<string, ApplePayMerchant> _byId;

    public ApplePayMerchants(IOptions<ApplePayOptions> options) =>
        _byId = options.Value.Merchants.ToFrozenDictionary(
            setting => setting.Key, setting => new ApplePayMerchant(setting.Key, setting.Value),
            StringComparer.Ordinal);

    internal IReadOnlyCollection<ApplePayMerchant> All => _byId.Values;

    /// <summary>Whose orders come in through the merchant identifier; null where it is not configured.</summary>
    public string? TenantOf(string merchantIdentifier) => Find(merchantIdentifier)?.Tenant;

    internal ApplePayMerchant? Find(string merchantIdentifier) => _byId.GetValueOrDefault(merchantIdentifier);
}
