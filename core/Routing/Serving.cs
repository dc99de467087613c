using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Routing;

/// <summary>Whether an order that was taken for one way of paying could go another.</summary>
public static class Serving
{
    /// <summary>The channel's own limits and needs; a route's are <see cref="Route.Takes"/>.</summary>
    public static bool Serves(PayingTerms way, Order order) =>
        (way.Currency == Currency.None || way.Currency == order.Total.Currency)
        && order.Total.MinorUnits <= way.Largest
        && order.Description.Length <= way.DescriptionLength
        && (order.Sharing == SharingState.None || way.CanShare)
        && HasWhatItNeeds(way.Needs, order.Payer);

    private static bool HasWhatItNeeds(PayerNeed need, Payer? payer) => need switch
    {
        PayerNeed.Nothing => true,
        PayerNeed.OpenId => payer?.OpenId is not null,
        PayerNeed.ClientIp => payer?.ClientIp is not null,
    };
}
