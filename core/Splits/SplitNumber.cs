using System.Globalization;

namespace PayFunctions.Core.Splits;

/// <summary>The business id that a provider knows an operation by: <c>{orderId}-{kind}{sequence}</c>.</summary>
/// <remarks>Kinds: <c>S</c> a split, <c>U</c> the release of the rest alone, <c>R</c> the return of a share.</remarks>
public static class SplitNumber
{
    private const int LongestSequence = 2;

    public static string OfSplit(string orderId, int sequence, bool isRelease) =>
        Of(orderId, isRelease ? 'U' : 'S', sequence);

    public static string OfReturn(string orderId, int sequence) => Of(orderId, 'R', sequence);

    /// <summary>The order that it belongs to; null where it is no number of ours.</summary>
    public static string? OrderOf(string number)
    {
        var at = number.LastIndexOf('-');
        if (at < 1 || number.Length - at - 2 is < 1 or > LongestSequence || number[at + 1] is not ('S' or 'U' or 'R'))
            return null;
        foreach (var digit in number.AsSpan(at + 2))
        {
            if (!char.IsAsciiDigit(digit)) return null;
        }

        return number[..at];
    }

    private static string Of(string orderId, char kind, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{orderId}-{kind}{sequence}");
}
