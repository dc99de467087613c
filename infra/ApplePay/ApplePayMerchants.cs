using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;

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

    /// <summary>The private keys, and the acquirers' keys that are named instead of set.</summary>
    internal SecretSettings Secrets => new([.. All.SelectMany(SecretsOf)]);

    internal ApplePayMerchant? Find(string merchantIdentifier) => _byId.GetValueOrDefault(merchantIdentifier);

    private static IEnumerable<SecretSetting> SecretsOf(ApplePayMerchant merchant)
    {
        var section = $"{ApplePayOptions.Section}:Merchants:{merchant.Id}";
        foreach (var (index, reference) in merchant.KeyReferences.Index())
        {
            yield return new(
                $"{section}:{nameof(ApplePayMerchantOptions.PrivateKeys)}:{index}", reference,
                pem => merchant.TakeKey(index, pem));
        }

        if (merchant.AcquirerKeyReference.Origin == KeyOrigin.Setting) yield break;
        yield return new(
            $"{section}:{nameof(ApplePayMerchantOptions.AcquirerKey)}", merchant.AcquirerKeyReference,
            merchant.TakeAcquirerKey);
    }
}
