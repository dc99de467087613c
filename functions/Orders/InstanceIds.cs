using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>The orchestrations' ids: made from what they drive, so that a second start finds the first.</summary>
/// <remarks>
/// No two orders share one: a tenant's name holds no dash (<see cref="TenantRule"/>), and an order id no tilde, which sets off what
/// follows an order.
/// </remarks>
internal static class InstanceIds
{
    /// <summary>What they all begin with.</summary>
    public const string Prefix = "order-";

    /// <summary>What the genuine engine takes at most.</summary>
    private const int Longest = 100;

    private const int PlainCharsMax = 64;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    public static string Of(OrderKey key) => $"{Prefix}{key.Tenant}-{key.OrderId}";

    /// <summary>The follow-up of what came after the order's own orchestration had ended.</summary>
    public static string OfLate(OrderKey key, Evidence evidence) => Fitting($"{Of(key)}~late~{PlainText(evidence.Id)}");

    /// <summary>What puts the order's payment on a wallet.</summary>
    public static string TopUp(OrderKey key) => Fitting($"{Of(key)}~topup");

    /// <summary>What releases the rest of the order's payment on its date.</summary>
    public static string Settlement(OrderKey key) => Fitting($"{Of(key)}~settle");

    /// <summary>What drives that reversal of the order's; the tilde keeps it apart from another order's own.</summary>
    public static string Reversal(Order order) => Fitting(string.Create(
        CultureInfo.InvariantCulture, $"{Of(order.Key)}~reversal-{order.Reversal!.Sequence}"));

    /// <summary>For a reversal whose request came so late that the one started for it had given it up.</summary>
    public static string LateReversal(Order order) => Fitting(string.Create(
        CultureInfo.InvariantCulture,
        $"{Of(order.Key)}~reversal-{order.Reversal!.Sequence}-{order.Reversal.RequestedAt.ToUnixTimeMilliseconds()}"));

    /// <summary>What goes on where that one broke off.</summary>
    public static string After(string broken) => Fitting($"{broken}~again");

    private static string Fitting(string id) => id.Length <= Longest
        ? id
        : Prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>A provider chooses its ids; what an instance id can't hold is hashed.</summary>
    private static string PlainText(string id) => id.Length <= PlainCharsMax && !id.AsSpan().ContainsAnyExcept(Plain)
        ? id
        : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)), 0, 16);
}
