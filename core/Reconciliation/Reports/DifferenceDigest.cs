using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>What a report needs of the findings while they are told: all of them counted by hour, the first of them kept.</summary>
public sealed class DifferenceDigest(int most) : IDifferenceSink
{
    private const int HoursOfDay = 24;
    private const int ChinaAhead = 8;
    private const int SecondsOfHour = 3600;

    private readonly long[] _byHour = new long[HoursOfDay];
    private readonly List<DifferenceRow> _first = [];
    private volatile bool _isFull = most == 0;

    /// <summary>Disagreements by the hour in China in which the money moved.</summary>
    public IReadOnlyList<long> ByHour => _byHour;

    public IReadOnlyList<DifferenceRow> First => _first;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Take(in Difference difference)
    {
        if (difference.Kind.IsDisagreement())
        {
            _byHour[(difference.Instant / SecondsOfHour + ChinaAhead) % HoursOfDay]++;
        }

        if (_isFull) return;
        _first.Add(difference.ToRow());
        _isFull = _first.Count >= most;
    }

    /// <summary>A digest of its own for some of the findings, to be added in their turn. Any thread may ask.</summary>
    public DifferenceDigest NewPart() => new(_isFull ? 0 : most);

    /// <summary>What a part has heard, after all that came before it.</summary>
    public void Add(DifferenceDigest part)
    {
        for (var hour = 0; hour < HoursOfDay; hour++) _byHour[hour] += part._byHour[hour];
        _first.AddRange(part._first.Take(most - _first.Count));
        _isFull = _first.Count >= most;
    }
}
