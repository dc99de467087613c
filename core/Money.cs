using System.Globalization;
using System.Text.Json.Serialization;

namespace PayFunctions.Core;

/// <summary>An amount in its currency's minor unit (CNY: fen, JPY: yen). Default: 0 XXX, "no currency".</summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    public static Money Zero(Currency currency) => new(0, currency);

    public bool IsZero => MinorUnits == 0;

    public static Money operator +(Money a, Money b) =>
        new(checked(a.MinorUnits + b.MinorUnits), Currency.Shared(a.Currency, b.Currency));

    public static Money operator -(Money a, Money b) =>
        new(checked(a.MinorUnits - b.MinorUnits), Currency.Shared(a.Currency, b.Currency));

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>Orders two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        Currency.Shared(Currency, other.Currency);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MinorUnits} {Currency.Code}");
}
