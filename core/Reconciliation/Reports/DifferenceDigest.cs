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

        if (_first.Count < most) _first.Add(difference.ToRow());
    }
}
