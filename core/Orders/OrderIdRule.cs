using System.Buffers;

namespace PayFunctions.Core.Orders;

/// <summary>
/// What an order id may be: 6 to 32 of <c>[0-9A-Za-z_\-|*]</c>, the providers' common ground for out_trade_no.
/// </summary>
public static class OrderIdRule
{
    public const int Shortest = 6;

    public const int Longest = 32;

    private const int ShortestPlain = 8;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-|*");

    public static bool Accepts(ReadOnlySpan<char> id) =>
        id.Length is >= Shortest and <= Longest && !id.ContainsAnyExcept(Allowed);

    /// <summary>Whether a provider takes it that knows letters and digits only, 8 of them or more.</summary>
    public static bool AcceptsPlain(ReadOnlySpan<char> id)
    {
        if (id.Length is < ShortestPlain or > Longest) return false;
        foreach (var one in id)
        {
            if (!char.IsAsciiLetterOrDigit(one)) return false;
        }

        return true;
    }
}
