using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace PayFunctions.Core;

/// <summary>An ISO 4217 currency that this system can account in. Default: XXX, "no currency".</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, (string Code, int Digits)> Known =
        new (string Code, int Digits)[]
        {
            ("CNY", 2), ("USD", 2), ("EUR", 2), ("GBP", 2), ("HKD", 2), ("SGD", 2), ("AUD", 2), ("CAD", 2), ("JPY", 0),
            ("KRW", 0),
        }.ToFrozenDictionary(known => known.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Code, int Digits)>.AlternateLookup<ReadOnlySpan<char>>
        KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>No currency: the currency of the default amount, which is zero.</summary>
    public static Currency None => default;

    public static Currency Cny { get; } = new("CNY");

    public static Currency Usd { get; } = new("USD");

    public static Currency Jpy { get; } = new("JPY");

    /// <summary>The three capital letters of ISO 4217.</summary>
    public string Code => _code ?? "XXX";

    /// <summary>How many decimal digits the minor unit stands for: 2 for CNY (fen), 0 for JPY.</summary>
    public int MinorUnitDigits => _code is null ? 0 : Known[_code].Digits;

    /// <summary>Reads an ISO 4217 code; capital letters only, as every provider sends it.</summary>
    public static bool TryFromCode(ReadOnlySpan<char> code, out Currency currency)
    {
        var found = KnownBySpan.TryGetValue(code, out var known);
        currency = found ? new Currency(known.Code) : default;
        return found;
    }

    /// <summary>The one currency of two amounts that are to be added or compared.</summary>
    /// <exception cref="InvalidOperationException">They differ: a bug in the caller, never a refusal.</exception>
    public static Currency Shared(Currency a, Currency b)
    {
        if (a != b) ThrowMixed(a, b);
        return a;
    }

    public override string ToString() => Code;

    [DoesNotReturn]
    private static void ThrowMixed(Currency a, Currency b) =>
        throw new InvalidOperationException($"An amount in {a} met an amount in {b}.");
}
