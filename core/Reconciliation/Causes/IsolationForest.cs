namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>Finds points that few random cuts part from all others.</summary>
/// <remarks>Source: Liu, Ting and Zhou, "Isolation Forest", 2008: trees of small samples, score 2^(-E(h)/c(n)).</remarks>
public sealed class IsolationForest
{
    private const int Trees = 100;
    private const int SampleMax = 256;
    private const double EulerGamma = 0.5772156649015329;

    private readonly Node[] _roots;
    private readonly double _expectedPath;

    private IsolationForest(Node[] roots, int sample) => (_roots, _expectedPath) = (roots, ExpectedPath(sample));

    /// <summary>Grows a forest on the points, which all have the same number of features; the same for the same seed.</summary>
    public static IsolationForest Grow(IReadOnlyList<double[]> points, int seed)
    {
        var random = new Random(seed);
        var size = Math.Min(SampleMax, points.Count);
        var depth = (int)Math.Ceiling(Math.Log2(Math.Max(2, size)));
        var roots = new Node[Trees];
        for (var tree = 0; tree < Trees; tree++) roots[tree] = Grow(Sample(points, size, random), depth, random);
        return new(roots, size);
    }

    /// <summary>Near 1 for what stands apart, near 0.5 or below for what does not.</summary>
    public double Score(double[] point)
    {
        if (_expectedPath <= 0) return 0;
        var path = 0.0;
        foreach (var root in _roots) path += Path(root, point);
        return Math.Pow(2, -path / _roots.Length / _expectedPath);
    }

    private static double[][] Sample(IReadOnlyList<double[]> points, int size, Random random)
    {
        var sample = new double[size][];
        var seen = 0;
        foreach (var point in points)
        {
            var at = seen < size ? seen : random.Next(seen + 1);
            if (at < size) sample[at] = point;
            seen++;
        }

        return sample;
    }

    private static Node Grow(double[][] points, int depth, Random random)
    {
        var features = Varying(points);
        if (depth == 0 || features.Count == 0) return new(points.Length);
        var feature = features[random.Next(features.Count)];
        var (low, high) = (points.Min(point => point[feature]), points.Max(point => point[feature]));
        var cut = low + (high - low) * (1 - random.NextDouble()); // Never the lowest itself: both sides have a point.
        var below = Array.FindAll(points, point => point[feature] < cut);
        var above = Array.FindAll(points, point => point[feature] >= cut);
        return new(points.Length, feature, cut, Grow(below, depth - 1, random), Grow(above, depth - 1, random));
    }

    private static List<int> Varying(double[][] points) => points.Length < 2
        ? []
        : [.. Enumerable.Range(0, points[0].Length).Where(i => Array.Exists(points, point => point[i] != points[0][i]))];

    private static double Path(Node node, double[] point)
    {
        var depth = 0;
        while (node.Below is { } below && node.Above is { } above)
        {
            node = point[node.Feature] < node.Cut ? below : above;
            depth++;
        }

        return depth + ExpectedPath(node.Size);
    }

    /// <summary>The mean path of an unsuccessful search in a binary tree of so many points.</summary>
    private static double ExpectedPath(int size) => size switch
    {
        <= 1 => 0,
        2 => 1,
        _ => 2 * (Math.Log(size - 1) + EulerGamma) - 2.0 * (size - 1) / size,
    };

    private sealed record Node(int Size, int Feature = 0, double Cut = 0, Node? Below = null, Node? Above = null);
}
