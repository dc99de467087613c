using PayFunctions.Core.Orders;

namespace PayFunctions.Refunds;

/// <summary>Which refund to move on, and where the wake before left it.</summary>
public sealed record RefundAsk(string Tenant, string OrderId, string RefundId, RefundStanding Last)
{
    internal OrderKey Order => new(Tenant, OrderId);

    internal static RefundAsk Of(RefundLife life, RefundStanding last) =>
        new(life.Tenant, life.OrderId, life.RefundId, last);
}
