using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.UnionPay;

/// <summary>The configured merchants, ready for use.</summary>
public sealed class UnionPayMerchants
{
    private readonly FrozenDictionary<string, UnionPayMerchant> _byId;
    private readonly FrozenDictionary<string, UnionPayMerchant>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <exception cref="OptionsValidationException">A setting is missing or unreadable; the message names
    /// it.</exception>
    public UnionPayMerchants(IOptions<UnionPayOptions> options)
    {
        _byId = options.Value.Merchants
            .Select(setting => new UnionPayMerchant(setting.Key, setting.Value))
            .ToFrozenDictionary(merchant => merchant.Id, StringComparer.Ordinal);
        _bySpan = _byId.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The merIds that orders may name as their merchantId.</summary>
    public IReadOnlyCollection<string> Ids => _byId.Keys;

    internal IReadOnlyCollection<UnionPayMerchant> All => _byId.Values;

    /// <summary>The private keys: those that are named are looked for, the others told of.</summary>
    internal SecretSettings Secrets => new([.. All.Select(merchant => new SecretSetting(
        $"{UnionPayOptions.Section}:Merchants:{merchant.Id}:{nameof(UnionPayMerchantOptions.PrivateKey)}",
        merchant.KeyReference, merchant.TakeKey))]);

    /// <summary>Whose orders come in through the merchant; null where it is not configured.</summary>
    public string? TenantOf(string merchantId) => Find(merchantId)?.Tenant;

    internal UnionPayMerchant? Find(string merchantId) => _byId.GetValueOrDefault(merchantId);

    /// <summary>The same out of a message, without making a string of what a stranger sent.</summary>
    internal UnionPayMerchant? Find(ReadOnlySpan<byte> merchantId)
    {
        Span<char> chars = stackalloc char[UnionPayOptionsRules.MerchantIdLength];
        if (merchantId.Length != chars.Length) return null;
        for (var i = 0; i < chars.Length; i++) chars[i] = (char)merchantId[i];
        return _bySpan.TryGetValue(chars, out var merchant) ? merchant : null;
    }
}
