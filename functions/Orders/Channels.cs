using System.Collections.Frozen;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Orders;

/// <summary>The providers by the name that orders know them under.</summary>
public sealed class Channels(IEnumerable<IPaymentProvider> providers)
{
    private readonly FrozenDictionary<string, IPaymentProvider> _byName =
        providers.ToFrozenDictionary(provider => provider.Channel, StringComparer.Ordinal);

    public IPaymentProvider Of(Order order) => _byName[order.Channel];

    /// <summary>Who divides the order's payment; null where its provider divides none.</summary>
    public ISharingProvider? SharingOf(Order order) => _byName.GetValueOrDefault(order.Channel) as ISharingProvider;

    /// <summary>The order's provider, where it can take an order back as a whole.</summary>
    public IReversingProvider? ReversingOf(Order order) => _byName.GetValueOrDefault(order.Channel) as IReversingProvider;

    public IEnumerable<string> Names => _byName.Keys;

    public bool Has(string channel) => _byName.ContainsKey(channel);

    /// <summary>Whose orders come in through the account that the order names; null where it is nobody's.</summary>
    public string? TenantOf(Order order) => _byName.GetValueOrDefault(order.Channel)?.TenantOf(order.MerchantId);
}
