using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>Which order, as a flat payload.</summary>
public sealed record OrderName(string Tenant, string OrderId)
{
    internal OrderKey Key => new(Tenant, OrderId);

    internal static OrderName Of(OrderLife life) => new(life.Tenant, life.OrderId);

    internal static OrderName Of(OrderKey key) => new(key.Tenant, key.OrderId);
}
