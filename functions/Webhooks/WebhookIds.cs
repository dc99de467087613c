using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Webhooks;

/// <summary>The deliveries' ids. Neither tenants nor order ids hold a full stop: it is always ours.</summary>
internal static class WebhookIds
{
    public const string Prefix = "webhook-";

    /// <summary>What the genuine engine takes at most.</summary>
    private const int Longest = 100;

    /// <param name="redelivery">0: the delivery itself; else which redelivery.</param>
    public static string Of(OrderKey key, int sequence, int redelivery) => Fitting(redelivery == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Tenant}.{key.OrderId}.{sequence}")
        : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Tenant}.{key.OrderId}.{sequence}.{redelivery}"));

    private static string Fitting(string id) => id.Length <= Longest
        ? id
        : Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
