using System.Buffers;

namespace PayFunctions.Core.Orders;

/// <summary>What a tenant may be called: 1 to 48 letters, digits and underscores.</summary>
/// <remarks>
/// No dash: an orchestration's id is <c>order-{tenant}-{orderId}</c>, and an order id may hold dashes. Could a tenant's name as well, <c>a</c>'s
/// order <c>b-ORDER1</c> and <c>a-b</c>'s order <c>ORDER1</c> would share one orchestration.
/// </remarks>
public static class TenantRule
{
    public const int Longest = 48;

    /// <summary>How the rule is told: <c>is not 1 to 48 letters, digits or _</c>.</summary>
    public const string Broken = "is not 1 to 48 letters, digits or _";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    public static bool Accepts(ReadOnlySpan<char> tenant) =>
        tenant.Length is >= 1 and <= Longest && !tenant.ContainsAnyExcept(Allowed);
}
