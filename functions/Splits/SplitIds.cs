using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Splits;

/// <summary>The ids of the splits' orchestrations: made from what they drive.</summary>
/// <remarks>Ids may hold dashes and no tilde: the tilde keeps the parts apart, and two what we add ourselves.</remarks>
internal static class SplitIds
{
    /// <summary>What they all begin with.</summary>
    public const string Prefix = "split-";

    /// <summary>What the genuine engine takes at most.</summary>
    private const int Longest = 100;

    public static string Of(OrderKey order, string splitId, string? returnId) => Fitting(returnId is null
        ? $"{Prefix}{order.Tenant}-{order.OrderId}~{splitId}"
        : $"{Prefix}{order.Tenant}-{order.OrderId}~{splitId}~{returnId}");

    /// <summary>For a request that came so late that the one started for it had given it up.</summary>
    public static string OfLate(string id) => Fitting($"{id}~~late");

    /// <summary>What goes on where that one broke off.</summary>
    public static string After(string broken) => Fitting($"{broken}~~again");

    private static string Fitting(string id) =>
        id.Length <= Longest ? id : $"{Prefix}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
