namespace PayFunctions.Bench.Callbacks;

/// <summary>One who does the work, and the microseconds of one notification in each batch measured so far.</summary>
internal sealed class Contestant(string name)
{
    private readonly List<double> _microseconds = [];

    public string Name => name;

    public void Add(double microseconds) => _microseconds.Add(microseconds);

    public void Add(IEnumerable<double> microseconds) => _microseconds.AddRange(microseconds);

    public void Forget() => _microseconds.Clear();

    public double Median => Percentile(0.5);

    public double Percentile(double share)
    {
        var sorted = _microseconds.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
