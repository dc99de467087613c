using PayFunctions.Core.Orders;
using static PayFunctions.Core.Reconciliation.Runs.RunEvent;
using static PayFunctions.Core.Reconciliation.Runs.RunState;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>The life of a run as a table. What is done twice after a crash is a repeat.</summary>
public static class RunMachine
{
    private static readonly RunStep Repeat = new(Verdict.Repeat, default);
    private static readonly RunStep Refuse = new(Verdict.Refused, default);

    private static readonly Dictionary<(RunState, RunEvent), RunStep> Table = new()
    {
        [(Pending, BillsArchived)] = MoveTo(Preparing),
        [(Pending, Compared)] = Refuse,
        [(Pending, Rechecked)] = Refuse,
        [(Pending, GivenUp)] = MoveTo(Aborted),

        [(Preparing, BillsArchived)] = Repeat, // Also the bills that were fetched once more after a storm.
        [(Preparing, Compared)] = MoveTo(Confirmed),
        [(Preparing, Rechecked)] = Refuse,
        [(Preparing, GivenUp)] = MoveTo(Aborted),

        [(Confirmed, BillsArchived)] = Repeat,
        [(Confirmed, Compared)] = Repeat,
        [(Confirmed, Rechecked)] = MoveTo(Settled),
        [(Confirmed, GivenUp)] = MoveTo(Aborted),

        [(Settled, BillsArchived)] = Repeat,
        [(Settled, Compared)] = Repeat,
        [(Settled, Rechecked)] = Repeat,
        [(Settled, GivenUp)] = Refuse,

        [(Aborted, BillsArchived)] = Refuse,
        [(Aborted, Compared)] = Refuse,
        [(Aborted, Rechecked)] = Refuse,
        [(Aborted, GivenUp)] = Repeat,
    };

    public static RunStep Decide(RunState state, RunEvent happened) => Table[(state, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(RunState state, RunEvent happened) => Table.ContainsKey((state, happened));

    /// <summary>Whether it still has something before it: another run of the day has to wait.</summary>
    public static bool IsOpen(RunState state) => state switch
    {
        Pending or Preparing or Confirmed => true,
        Settled or Aborted => false,
    };

    private static RunStep MoveTo(RunState to) => new(Verdict.Moved, to);
}

/// <summary>One line of the table.</summary>
/// <param name="To">With <see cref="Verdict.Moved"/> only.</param>
public readonly record struct RunStep(Verdict Verdict, RunState To);
