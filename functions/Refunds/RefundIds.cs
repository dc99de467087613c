using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Refunds;

/// <summary>The ids of the refunds' orchestrations: made from what they drive.</summary>
/// <remarks>Order and refund ids may hold dashes and no tilde: the tilde keeps <c>A-B</c>'s refund <c>C</c> apart from
/// <c>A</c>'s refund <c>B-C</c>.</remarks>
internal static class RefundIds
{
    /// <summary>What the genuine engine takes at most.</summary>
    private const int Longest = 100;

    /// <summary>What they all begin with.</summary>
    public const string Prefix = "refund-";

    /// <summary>One for each time that it is sent on its way.</summary>
    public static string Of(OrderKey order, Refund refund) => refund.Round == 1
        ? Fitting(Plain(order, refund))
        : Fitting(string.Create(CultureInfo.InvariantCulture, $"{Plain(order, refund)}~{refund.Round}"));

    /// <summary>For a refund whose request came so late that the one started for it had given it up.</summary>
    public static string OfLate(OrderKey order, Refund refund) => Fitting(string.Create(
        CultureInfo.InvariantCulture,
        $"{Plain(order, refund)}~{refund.Round}~{refund.RequestedAt.ToUnixTimeMilliseconds()}"));

    /// <summary>The follow-up of what ended, in that way, after its orchestration had.</summary>
    public static string OfEnd(OrderKey order, Refund refund) => Fitting($"{Plain(order, refund)}~{refund.State}");

    /// <summary>What goes on where that one broke off.</summary>
    public static string After(string broken) => Fitting($"{broken}~again");

    private static string Plain(OrderKey order, Refund refund) => $"{Prefix}{order.Tenant}-{order.OrderId}~{refund.Id}";

    private static string Fitting(string id) =>
        id.Length <= Longest ? id : $"{Prefix}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
