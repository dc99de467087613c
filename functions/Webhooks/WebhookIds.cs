using System.Globalization;
using PayFunctions.Core.Orders;

namespace PayFunctions.Webhooks;

/// <summary>The deliveries' ids. No order id holds a full stop, so that what follows it is always ours.</summary>
internal static class WebhookIds
{
    public const string Prefix = "webhook-";

    /// <param name="redelivery">0: the delivery itself; else which redelivery.</param>
    public static string Of(OrderKey key, int sequence, int redelivery)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Tenant}-{key.OrderId}.{sequence}");
        return redelivery == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}.again-{redelivery}");
    }
}
