using PayFunctions.Core.Orders;

namespace PayFunctions.Reversals;

/// <summary>Which reversal to move on.</summary>
public sealed record ReversalAsk(string Tenant, string OrderId, int Sequence)
{
    internal OrderKey Order => new(Tenant, OrderId);

    internal static ReversalAsk Of(ReversalLife life) => new(life.Tenant, life.OrderId, life.Sequence);
}
