using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry;

public class TraceSamplingTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.25, 180, 320)]
    [InlineData(1, 1000, 1000)]
    public void The_share_of_traces_is_kept_that_the_settings_name(double ratio, int least, int most)
    {
        var sampling = new TraceSampling(ratio);

        var kept = Enumerable.Range(0, 1000).Count(_ => sampling.Keeps(TracePoint.Next(0).Trace));

        Assert.InRange(kept, least, most);
    }

    [Fact]
    public void Whatever_a_smaller_share_keeps_a_larger_one_keeps_as_well()
    {
        var (some, more) = (new TraceSampling(0.2), new TraceSampling(0.6));
        var traces = Enumerable.Range(0, 500).Select(_ => TracePoint.Next(0).Trace).ToArray();

        Assert.All(traces.Where(some.Keeps), trace => Assert.True(more.Keeps(trace), $"{trace:x32}"));
        Assert.Contains(traces, trace => more.Keeps(trace) && !some.Keeps(trace));
    }
}
