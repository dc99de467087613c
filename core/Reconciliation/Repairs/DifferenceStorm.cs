using System.Globalization;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>Too many differences in one window of time to be mistakes of their own: the fetch is to be tried again first.</summary>
public sealed record DifferenceStorm(DateTimeOffset From, int Count, TimeSpan Window)
{
    /// <summary>The fullest window; null when none reaches the limit.</summary>
    public static DifferenceStorm? Find(IReadOnlyList<DifferenceRow> differences, RepairLimits limits)
    {
        var instants = differences.Select(one => one.First.At).Order().ToArray();
        var (first, best, from) = (0, 0, default(DateTimeOffset));
        for (var last = 0; last < instants.Length; last++)
        {
            while (instants[last] - instants[first] >= limits.StormWindow) first++;
            if (last - first + 1 > best) (best, from) = (last - first + 1, instants[first]);
        }

        return best >= limits.StormCount ? new(from, best, limits.StormWindow) : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} differences within {Window.TotalMinutes:0.#} minutes from {From:yyyy-MM-dd HH:mm:ss}: nothing is repaired by itself");
}
