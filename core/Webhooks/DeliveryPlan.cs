namespace PayFunctions.Core.Webhooks;

/// <summary>
/// When the delivery of a message is attempted: at once, soon again, then ever less, last when it is given up.
/// </summary>
/// <param name="First">From the first attempt to the second.</param>
/// <param name="Growth">What each wait is multiplied by to give the next.</param>
/// <param name="Longest">What no wait exceeds before its jitter.</param>
/// <param name="GiveUpAfter">From the first attempt to the last.</param>
/// <param name="Jitter">How far a wait may differ from the plan, as a share of it: 0.2 is a fifth to either side. What
/// failed together then does not come again together.</param>
public sealed record DeliveryPlan(
    TimeSpan First, double Growth, TimeSpan Longest, TimeSpan GiveUpAfter, double Jitter)
{
    /// <summary>The most attempts of one message: it keeps an orchestration's history short.</summary>
    public const int Most = 24;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    /// <summary>After 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, then every four hours up to a day.</summary>
    public static DeliveryPlan Default { get; } =
        new(TimeSpan.FromSeconds(5), 4, TimeSpan.FromHours(4), TimeSpan.FromHours(24), 0.2);

    /// <summary>The attempts as times after the first, rising from nothing to <see cref="GiveUpAfter"/>.</summary>
    /// <param name="seed">The same seed gives the same attempts: an orchestration that replays takes the same
    /// path.</param>
    public IEnumerable<TimeSpan> Attempts(ulong seed)
    {
        yield return TimeSpan.Zero;
        var jitter = new SplitMix64(seed);
        var wait = Bounded(First);
        var at = TimeSpan.Zero;
        for (var left = Most - 2; left > 0; left--)
        {
            at += wait * (1 + Jitter * (2 * jitter.NextShare() - 1));
            if (at >= GiveUpAfter) break;
            yield return at;
            wait = Bounded(wait * Growth);
        }

        if (GiveUpAfter > TimeSpan.Zero) yield return GiveUpAfter;
    }

    private TimeSpan Bounded(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
