using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>A difference as numbers, for the forest. Amounts count by their magnitude.</summary>
internal static class DifferenceFeatures
{
    private const double MissingSide = -1;

    public static double[] Of(DifferenceRow difference)
    {
        var (here, there) = (difference.Here.FirstOrDefault(), difference.There.FirstOrDefault());
        var china = difference.First.At.ToOffset(TimeSpan.FromHours(8));
        return
        [
            (double)difference.Kind,
            (double)difference.First.Kind,
            Magnitude(here?.Amount),
            Magnitude(there?.Amount),
            Magnitude((here?.Amount ?? 0) - (there?.Amount ?? 0)),
            Magnitude((here?.Fee ?? 0) - (there?.Fee ?? 0)),
            china.TimeOfDay.TotalHours,
            difference.Here.Count + difference.There.Count,
        ];
    }

    private static double Magnitude(long? amount) =>
        amount is { } known ? Math.Sign(known) * Math.Log10(Math.Abs((double)known) + 1) : MissingSide;
}
