using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.ApplePay;

/// <summary>The configured merchant identifiers, ready for use.</summary>
public sealed class ApplePayMerchants
{
    private const string DefaultTenant = "default";

    private readonly FrozenDictionary<string, ApplePayMerchant> _byId;

    public ApplePayMerchants(IOptions<ApplePayOptions> options) =>
        _byId = options.Value.Merchants.ToFrozenDictionary(
            setting => setting.Key,
            setting => new ApplePayMerchant(
                setting.Value.Tenant ?? DefaultTenant, new(setting.Value.AcquirerUrl!), setting.Value.AcquirerKey!,
                [.. setting.Value.PrivateKeys.Select(pem => new MerchantKey(setting.Key, pem))]),
            StringComparer.Ordinal);

    /// <summary>Whose orders come in through the merchant identifier; null where it is not configured.</summary>
    public string? TenantOf(string merchantIdentifier) => Find(merchantIdentifier)?.Tenant;

    internal ApplePayMerchant? Find(string merchantIdentifier) => _byId.GetValueOrDefault(merchantIdentifier);
}

internal sealed record ApplePayMerchant(
    string Tenant, Uri Acquirer, string AcquirerKey, IReadOnlyList<MerchantKey> Keys)
{
    public MerchantKey? KeyOf(ReadOnlySpan<byte> hash)
    {
        foreach (var key in Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash)) return key;
        }

        return null;
    }

    public override string ToString() => nameof(ApplePayMerchant);
}
