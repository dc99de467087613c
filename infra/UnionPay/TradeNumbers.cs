using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.UnionPay;

/// <summary>The numbers that our trades have at UnionPay: 8 to 40 letters and digits, with a time each.</summary>
/// <remarks>
/// Number and time together name a trade, so both are made of what never changes: an order's from when it was created, a
/// refund's from when it was asked for.
/// </remarks>
internal static class TradeNumbers
{
    public const int Shortest = 8;

    private const int Longest = 40;
    private const int DigestChars = 30;

    /// <summary>Ours from the second attempt on has a dash, which UnionPay does not take.</summary>
    public static string Of(Order order) => order.Attempt == 1
        ? order.Key.OrderId
        : string.Create(CultureInfo.InvariantCulture, $"{order.Key.OrderId}{Suffix(order.Attempt)}");

    /// <summary>Refund ids are longer, have other marks, and are unique within their order only: their digest
    /// stands for them.</summary>
    public static string Of(Order order, Refund refund) => Digest(
        "RF", string.Create(CultureInfo.InvariantCulture, $"{order.Key}~{refund.Id}~{refund.Round}"));

    /// <summary>The number of an order's reversal; one that is asked for again after a refusal has another.</summary>
    public static string OfReversal(Order order) => Digest(
        "RV", string.Create(CultureInfo.InvariantCulture, $"{order.Key}~{order.TransactionId}~{order.Reversal!.Sequence}"));

    public static string TimeOf(Order order) => BeijingTime.Write(order.CreatedAt);

    public static string TimeOf(Refund refund) => BeijingTime.Write(refund.RequestedAt);

    public static string TimeOfReversal(Order order) => BeijingTime.Write(order.Reversal!.RequestedAt);

    /// <summary>Whether an order of ours can be one of theirs.</summary>
    public static bool Takes(string number) =>
        number.Length is >= Shortest and <= Longest && number.All(char.IsAsciiLetterOrDigit);

    /// <summary>The order's id out of the number of one of its attempts.</summary>
    public static string OrderIdOf(string number, int attempt)
    {
        var suffix = Suffix(attempt);
        return attempt > 1 && number.EndsWith(suffix, StringComparison.Ordinal) ? number[..^suffix.Length] : number;
    }

    /// <summary>What stands for the dash and the attempt.</summary>
    public static string Suffix(int attempt) => string.Create(CultureInfo.InvariantCulture, $"X{attempt}");

    private static string Digest(string mark, string text) =>
        mark + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigestChars];
}
