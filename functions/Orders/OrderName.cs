using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>Which order, as a flat payload.</summary>
/// <param name="Notifies">Whether its merchant is told of what becomes of it.</param>
/// <param name="TopsUp">Whether its payment is put on a wallet.</param>
/// <param name="Settles">Whether what is left of its payment is released on a date.</param>
public sealed record OrderName(string Tenant, string OrderId, bool Notifies = false, bool TopsUp = false, bool Settles = false)
{
    internal OrderKey Key => new(Tenant, OrderId);

    internal static OrderName Of(OrderLife life) => new(life.Tenant, life.OrderId, life.Notifies, life.TopsUp, life.Settles);

    internal static OrderName Of(Order order) => new(
        order.Key.Tenant, order.Key.OrderId, order.Notify is not null, order.TopUp is not null,
        order.SettleAfterSeconds is not null);
}
