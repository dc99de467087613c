using System.Diagnostics.Metrics;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry;

public sealed class MetricsTextTests : IDisposable
{
    // A meter of the test's own: others may measure at the same time.
    private readonly Meter _meter = new($"PayFunctions.Tests.{Guid.NewGuid():N}");
    private readonly MetricsText _metrics = new();

    public MetricsTextTests() => _metrics.StartAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_is_a_total_by_its_tags()
    {
        var counter = _meter.CreateCounter<long>("tea.pots", description: "Pots of tea.");

        counter.Add(2, new KeyValuePair<string, object?>("kind", "oolong"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "oolong"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "a \"b\" \\ c\nd"));

        Assert.Equal(
            [
                "# HELP payfunctions_tea_pots_total Pots of tea.",
                "# TYPE payfunctions_tea_pots_total counter",
                "payfunctions_tea_pots_total{kind=\"oolong\"} 5",
                "payfunctions_tea_pots_total{kind=\"a \\\"b\\\" \\\\ c\\nd\"} 1",
            ],
            Lines("tea_pots"));
    }

    [Fact]
    public void A_histogram_counts_what_is_at_or_below_each_bound()
    {
        var histogram = _meter.CreateHistogram<double>("steep_seconds", "s");

        foreach (var seconds in new[] { 0.0005, 0.001, 0.3, 99 }) histogram.Record(seconds);

        var lines = Lines("steep");
        Assert.Contains("payfunctions_steep_seconds_bucket{le=\"0.001\"} 2", lines);
        Assert.Contains("payfunctions_steep_seconds_bucket{le=\"0.25\"} 2", lines);
        Assert.Contains("payfunctions_steep_seconds_bucket{le=\"0.5\"} 3", lines);
        Assert.Contains("payfunctions_steep_seconds_bucket{le=\"10\"} 3", lines);
        Assert.Contains("payfunctions_steep_seconds_bucket{le=\"+Inf\"} 4", lines);
        Assert.Contains("payfunctions_steep_seconds_count 4", lines);
        Assert.Contains("payfunctions_steep_seconds_sum 99.3015", lines);
        Assert.Contains("payfunctions_steeps_total 4", lines);
    }

    [Fact]
    public void A_gauge_is_read_when_it_is_asked_for()
    {
        var level = 1;
        _meter.CreateObservableGauge("water_level", () => level);

        level = 7;

        Assert.Contains("payfunctions_water_level 7", Lines("water"));
    }

    [Fact]
    public void A_total_is_told_as_it_stands_however_often_it_is_asked_for()
    {
        var total = 40L;
        _meter.CreateObservableCounter("miles", () => total);
        Lines("miles");

        total = 42;

        Assert.Equal(["# TYPE payfunctions_miles_total counter", "payfunctions_miles_total 42"], Lines("miles"));
    }

    [Fact]
    public void Strange_tag_values_do_not_pile_up()
    {
        var counter = _meter.CreateCounter<long>("strangers");

        for (var i = 0; i < 1000; i++) counter.Add(1, new KeyValuePair<string, object?>("name", i));

        var lines = Lines("strangers");
        Assert.InRange(lines.Length, 200, 300);
        Assert.Equal(1000, lines.Where(line => line[0] != '#').Sum(line => int.Parse(line.Split(' ')[^1])));
    }

    [Fact]
    public async Task Nothing_is_lost_between_threads()
    {
        var counter = _meter.CreateCounter<long>("cups");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(
            () =>
            {
                var tag = new KeyValuePair<string, object?>("thread", thread % 2);
                for (var i = 0; i < 10_000; i++) counter.Add(1, tag);
            },
            TestContext.Current.CancellationToken)));

        var totals = Lines("cups").Where(line => line[0] != '#').Select(line => line.Split(' ')[^1]);
        Assert.Equal(["40000", "40000"], totals);
    }

    [Fact]
    public void Meters_of_others_are_left_alone()
    {
        using var other = new Meter("Other");

        other.CreateCounter<long>("noise").Add(1);

        Assert.Empty(Lines("noise"));
    }

    private string[] Lines(string about) =>
    [
        .. _metrics.Write().Split('\n')
            .Where(line => line.Contains($"payfunctions_{about}", StringComparison.Ordinal)),
    ];
}
