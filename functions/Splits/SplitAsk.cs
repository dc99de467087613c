using PayFunctions.Core.Orders;

namespace PayFunctions.Splits;

/// <summary>Which split, or which return of it, to move on, and where the wake before left it.</summary>
public sealed record SplitAsk(string Tenant, string OrderId, string SplitId, string? ReturnId, SplitStanding Last)
{
    internal OrderKey Order => new(Tenant, OrderId);

    internal static SplitAsk Of(SplitLife life, SplitStanding last) =>
        new(life.Tenant, life.OrderId, life.SplitId, life.ReturnId, last);
}
