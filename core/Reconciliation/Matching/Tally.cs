using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Rows counted and their amounts added up, a sum for each currency.</summary>
public sealed class Tally
{
    private uint[] _currencies = [CurrencyLetters.Cny.Packed];
    private long[] _sums = [0];

    public long Rows { get; private set; }

    /// <summary>In minor units; currencies that no row has are left out.</summary>
    public IReadOnlyDictionary<string, long> Sums => _currencies.Zip(_sums).Where(one => one.Second != 0)
        .ToDictionary(one => CurrencyLetters.FromPacked(one.First).ToCurrency().Code, one => one.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(uint currency, long amount)
    {
        Rows++;
        var at = _currencies[0] == currency ? 0 : Place(currency);
        _sums[at] += amount;
    }

    internal void Add(long rows, IReadOnlyDictionary<string, long> sums)
    {
        Rows += rows;
        foreach (var (code, sum) in sums)
        {
            if (!Currency.TryFromCode(code, out var currency)) throw new ArgumentException($"'{code}' is no currency.", nameof(sums));
            var at = Place(CurrencyLetters.Of(currency).Packed); // It may renew the array.
            _sums[at] += sum;
        }
    }

    internal void Add(Tally other)
    {
        Rows += other.Rows;
        for (var i = 0; i < other._sums.Length; i++)
        {
            var at = Place(other._currencies[i]); // It may renew the array.
            _sums[at] += other._sums[i];
        }
    }

    /// <summary>The same rows and the same sum in every currency.</summary>
    internal bool Agrees(Tally other) =>
        Rows == other.Rows && Array.TrueForAll(
            [.. _currencies, .. other._currencies], currency => SumOf(currency) == other.SumOf(currency));

    private long SumOf(uint currency)
    {
        var at = Array.IndexOf(_currencies, currency);
        return at < 0 ? 0 : _sums[at];
    }

    private int Place(uint currency)
    {
        var at = Array.IndexOf(_currencies, currency);
        if (at >= 0) return at;
        _currencies = [.. _currencies, currency];
        _sums = [.. _sums, 0];
        return _sums.Length - 1;
    }
}
