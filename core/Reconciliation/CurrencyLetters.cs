using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation;

/// <summary>A known currency as its three letters in one integer, for records of a fixed size.</summary>
public readonly record struct CurrencyLetters
{
    private const uint CnyPacked = 'C' << 16 | 'N' << 8 | 'Y';

    private CurrencyLetters(uint packed) => Packed = packed;

    public static CurrencyLetters Cny => new(CnyPacked);

    internal uint Packed { get; }

    /// <summary>The first letter is the highest byte, so that the order is the alphabet's.</summary>
    public static CurrencyLetters Of(Currency currency)
    {
        var code = currency.Code;
        return new((uint)code[0] << 16 | (uint)code[1] << 8 | code[2]);
    }

    /// <summary>Reads an ISO 4217 code of three capital letters that this system accounts in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, out CurrencyLetters letters)
    {
        letters = default;
        if (text.Length != 3) return false;
        letters = new((uint)text[0] << 16 | BinaryPrimitives.ReadUInt16BigEndian(text[1..]));
        return letters.Packed == CnyPacked || letters.IsKnown(out _);
    }

    public Currency ToCurrency() => IsKnown(out var currency) ? currency : Currency.None;

    public override string ToString() => ToCurrency().Code;

    internal static CurrencyLetters FromPacked(uint packed) => new(packed);

    private bool IsKnown(out Currency currency) => Currency.TryFromCode(
        [(char)(Packed >> 16), (char)(Packed >> 8 & 0xFF), (char)(Packed & 0xFF)], out currency);
}
