using PayFunctions.Core.Routing;

namespace PayFunctions.Infra.Routing;

/// <summary>When a channel is left alone, and when it is tried again.</summary>
public sealed class BreakerOptions
{
    /// <summary>A call that takes longer is slow, however it ends.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>So many slow calls in a row open the circuit.</summary>
    public int SlowCalls { get; set; } = 5;

    /// <summary>Failures are counted over this time, or over the last half of it.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Fewer calls than these in the window say nothing of a rate.</summary>
    public int CallsLeast { get; set; } = 10;

    /// <summary>Once so many of the window's calls have failed, the circuit opens: 0.5 is every second.</summary>
    public double ErrorShare { get; set; } = 0.5;

    /// <summary>How long it is left alone before it is probed, and again after a probe that failed.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>So many answered probes in a row close it.</summary>
    public int Probes { get; set; } = 2;

    /// <summary>How old an instance's knowledge of what others found may be.</summary>
    public TimeSpan SharedWithin { get; set; } = TimeSpan.FromSeconds(2);

    internal BreakerRules Rules() =>
        new(SlowAfter, SlowCalls, Window, CallsLeast, ErrorShare, OpenFor, Probes);
}
