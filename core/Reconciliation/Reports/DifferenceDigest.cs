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

    public void Take(in Difference difference)
    {
        if (difference.Kind.IsDisagreement())
        {
            var instant = difference.HereCount > 0 ? difference.Here(0).Instant : difference.There(0).Instant;
            _byHour[(instant / SecondsOfHour + ChinaAhead) % HoursOfDay]++;
        }

        if (_first.Count < most) _first.Add(difference.ToRow());
    }
}
