using static PayFunctions.Core.Routing.BreakerEvent;
using static PayFunctions.Core.Routing.BreakerPhase;

namespace PayFunctions.Core.Routing;

/// <summary>The life of a breaker as a table: where each event leads from each phase; the same phase: it stays.</summary>
public static class BreakerMachine
{
    private static readonly Dictionary<(BreakerPhase, BreakerEvent), BreakerPhase> Table = new()
    {
        [(Closed, Tripped)] = Open,
        [(Closed, CooledDown)] = Closed,
        [(Closed, Recovered)] = Closed,
        [(Closed, ProbeFailed)] = Closed, // Closed is judged by its calls alone; that probe was begun before.

        [(Open, Tripped)] = Open, // Calls begun before it opened still come in.
        [(Open, CooledDown)] = HalfOpen,
        [(Open, Recovered)] = Open, // Probes begun before it opened once more: the pause holds.
        [(Open, ProbeFailed)] = Open,

        [(HalfOpen, Tripped)] = Open, // Orders that name the channel are its calls too.
        [(HalfOpen, CooledDown)] = HalfOpen,
        [(HalfOpen, Recovered)] = Closed,
        [(HalfOpen, ProbeFailed)] = Open,
    };

    public static BreakerPhase Decide(BreakerPhase phase, BreakerEvent happened) => Table[(phase, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(BreakerPhase phase, BreakerEvent happened) => Table.ContainsKey((phase, happened));
}
