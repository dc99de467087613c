using PayFunctions.Bench.World;

namespace PayFunctions.Bench.Certificates;

/// <summary>One stretch of callbacks, in the order in which they left.</summary>
internal sealed record Stretch(double[] Milliseconds, int Refused, int Unavailable)
{
    private const double Behind = 3;
    private const double SlowMilliseconds = 250;

    public int Count => Milliseconds.Length;

    public double Median => Figures.Median(Milliseconds);

    public double P99 => Figures.Percentile(Milliseconds, 0.99);

    /// <summary>A queue that grows makes the last answers slower than the first.</summary>
    public bool IsSaturated => Unavailable > 0 || Median > SlowMilliseconds
        || Figures.Median(Milliseconds[^(Count / 4)..]) > Behind * Figures.Median(Milliseconds[..(Count / 4)])
            && Figures.Median(Milliseconds[^(Count / 4)..]) > SlowMilliseconds / 4;

    public static Stretch Together(IReadOnlyList<Stretch> all) => new(
        [.. all.SelectMany(one => one.Milliseconds)], all.Sum(one => one.Refused), all.Sum(one => one.Unavailable));
}
