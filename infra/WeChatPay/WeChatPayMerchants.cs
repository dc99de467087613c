using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The configured merchant accounts, ready for use.</summary>
public sealed class WeChatPayMerchants
{
    private readonly FrozenDictionary<string, WeChatPayMerchant> _byId;

    /// <exception cref="OptionsValidationException">A setting is missing or unreadable; the message names
    /// it.</exception>
    public WeChatPayMerchants(IOptions<WeChatPayOptions> options) =>
        _byId = options.Value.Merchants
            .Select(setting => new WeChatPayMerchant(setting.Key, setting.Value))
            .ToFrozenDictionary(merchant => merchant.Id, StringComparer.Ordinal);

    /// <summary>The merchant ids (mchid) that orders may name.</summary>
    public IReadOnlyCollection<string> Ids => _byId.Keys;

    internal IReadOnlyCollection<WeChatPayMerchant> All => _byId.Values;

    /// <summary>Whose orders come in through the account; null where it is not configured.</summary>
    public string? TenantOf(string merchantId) => Find(merchantId)?.Tenant;

    /// <summary>The APIv3 keys that are named instead of set.</summary>
    internal SecretSettings Secrets => new([.. All
        .Where(merchant => merchant.ApiV3KeyReference.Origin != KeyOrigin.Setting)
        .Select(merchant => new SecretSetting(
            $"{WeChatPayOptions.Section}:Merchants:{merchant.Id}:{nameof(WeChatPayMerchantOptions.ApiV3Key)}",
            merchant.ApiV3KeyReference, merchant.Cipher.Replace))]);

    internal WeChatPayMerchant? Find(string merchantId) => _byId.GetValueOrDefault(merchantId);
}
