using System.Globalization;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Core.Splits;

/// <summary>What the id of a split, or of a share's return, may be: the letters of refund ids, 1 to 64 of them.</summary>
/// <remarks>Ids that begin with <c>auto-</c> are ours: nobody asked for those.</remarks>
public static class SplitIdRule
{
    public const string OfOurs = "auto-";

    public static bool Accepts(ReadOnlySpan<char> id) => RefundIdRule.Accepts(id);

    /// <summary>Whether a merchant may give it.</summary>
    public static bool AcceptsFromMerchant(ReadOnlySpan<char> id) =>
        Accepts(id) && !IsOurs(id);

    public static bool IsOurs(ReadOnlySpan<char> id) => id.StartsWith(OfOurs, StringComparison.Ordinal);

    /// <param name="sequence">The operation's number within its order.</param>
    public static string Ours(int sequence) => string.Create(CultureInfo.InvariantCulture, $"{OfOurs}{sequence}");
}
