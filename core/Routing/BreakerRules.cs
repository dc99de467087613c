namespace PayFunctions.Core.Routing;

/// <summary>The numbers that breakers go by.</summary>
/// <param name="SlowAfter">A call that takes longer is slow, however it ends.</param>
/// <param name="SlowCalls">So many slow calls in a row open the circuit.</param>
/// <param name="Window">Failures are counted over this time, or over the last half of it.</param>
/// <param name="CallsLeast">Fewer calls than these in the window say nothing of a rate.</param>
/// <param name="ErrorShare">Once so many of the window's calls have failed, the circuit opens: 0.5 is every second.</param>
/// <param name="OpenFor">How long it is left alone before it is probed, and again after a probe that failed.</param>
/// <param name="Probes">So many answered probes in a row close it.</param>
public sealed record BreakerRules(
    TimeSpan SlowAfter, int SlowCalls, TimeSpan Window, int CallsLeast, double ErrorShare, TimeSpan OpenFor, int Probes)
{
    public static BreakerRules Default { get; } = new(
        TimeSpan.FromSeconds(3), 5, TimeSpan.FromSeconds(30), 10, 0.5, TimeSpan.FromSeconds(30), 2);
}
