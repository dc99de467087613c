using PayFunctions.Core;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Amounts as UnionPay spells them: whole fen, of the currency 156.</summary>
internal static class Fen
{
    public const string Yuan = "156";

    private const int DigitsMax = 12;

    public static bool TryRead(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> currency, out Money amount)
    {
        amount = default;
        var fen = 0L;
        if (digits.Length is 0 or > DigitsMax || !currency.SequenceEqual("156"u8)) return false;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            fen = fen * 10 + (digit - '0');
        }
        if (fen == 0) return false;
        amount = new(fen, Currency.Cny);
        return true;
    }
}
