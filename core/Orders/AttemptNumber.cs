using System.Globalization;

namespace PayFunctions.Core.Orders;

/// <summary>What an attempt is called at its provider (out_trade_no).</summary>
/// <remarks>
/// The first is called as its order, the others <c>{orderId}-2</c> to <c>{orderId}-9</c>. None is longer than the 32
/// characters that providers take: an order whose id has more than 30 has one attempt. An order may itself be called so;
/// whoever comes first has the number, which the store decides (a row <c>number</c> in the partition of that name).
/// </remarks>
public static class AttemptNumber
{
    /// <summary>The last attempt that an order may have.</summary>
    public const int Last = 9;

    private const int SuffixLength = 2;

    public static string Of(string orderId, int attempt) =>
        attempt == 1 ? orderId : string.Create(CultureInfo.InvariantCulture, $"{orderId}-{attempt}");

    /// <summary>Whether an order of that id may have an attempt of that number.</summary>
    public static bool Fits(string orderId, int attempt) => attempt == 1
        || (attempt is > 1 and <= Last && orderId.Length + SuffixLength <= OrderIdRule.Longest);

    /// <summary>Whether another order's attempt could be called as this order.</summary>
    public static bool MayBeAnothers(string orderId) =>
        orderId.Length >= OrderIdRule.Shortest + SuffixLength && orderId[^SuffixLength] == '-'
        && orderId[^1] is >= '2' and <= '9';
}
