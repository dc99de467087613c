namespace PayFunctions.Core.Routing;

/// <summary>One way for a tenant's orders to a channel.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="MerchantId">Our account at the channel.</param>
/// <param name="Priority">The lowest goes first.</param>
/// <param name="Weight">Its share among those of the same priority; 0: only when none of those can.</param>
/// <param name="Env">For requests with this <c>x-pay-env</c> alone; null: for all.</param>
/// <param name="Smallest">Least amount of an order, in minor units.</param>
/// <param name="Largest">Largest amount of an order, in minor units.</param>
/// <param name="Currency">All that it takes; null: whatever its channel takes.</param>
public sealed record Route(
    string Name, string Channel, string MerchantId, int Priority = 0, int Weight = 1, string? Env = null,
    long Smallest = 1, long Largest = long.MaxValue, string? Currency = null)
{
    /// <summary>Whether the route's own limits let the amount through; its channel has limits of its own.</summary>
    public bool Takes(Money total) =>
        total.MinorUnits >= Smallest && total.MinorUnits <= Largest
        && (Currency is null || Currency == total.Currency.Code);
}
