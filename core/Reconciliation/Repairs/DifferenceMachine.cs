using PayFunctions.Core.Orders;
using static PayFunctions.Core.Reconciliation.Repairs.DifferenceEvent;
using static PayFunctions.Core.Reconciliation.Repairs.DifferenceState;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>The life of a difference as a table. What was decided of it stands, however many runs find it again.</summary>
public static class DifferenceMachine
{
    private static readonly DifferenceStep Repeat = new(Verdict.Repeat, default);
    private static readonly DifferenceStep Refuse = new(Verdict.Refused, default);

    private static readonly Dictionary<(DifferenceState, DifferenceEvent), DifferenceStep> Table = new()
    {
        [(Planned, FoundForRepair)] = Repeat,
        [(Planned, FoundForPeople)] = MoveTo(Waiting), // A later run's limits are narrower, or there is a storm.
        [(Planned, AgreedInPart)] = Refuse,
        [(Planned, Agreed)] = Refuse,
        [(Planned, Refused)] = MoveTo(Rejected), // A person is quicker than the repair.
        [(Planned, Done)] = MoveTo(Repaired),
        [(Planned, NotConfirmed)] = MoveTo(Waiting),
        [(Planned, TimedOut)] = Repeat,
        [(Planned, NotFound)] = MoveTo(Gone),
        [(Planned, Reversed)] = Refuse,

        [(Waiting, FoundForRepair)] = Repeat, // It was given to people once: they decide.
        [(Waiting, FoundForPeople)] = Repeat,
        [(Waiting, AgreedInPart)] = MoveTo(Waiting),
        [(Waiting, Agreed)] = MoveTo(Approved),
        [(Waiting, Refused)] = MoveTo(Rejected),
        [(Waiting, Done)] = Refuse,
        [(Waiting, NotConfirmed)] = Repeat,
        [(Waiting, TimedOut)] = MoveTo(Expired),
        [(Waiting, NotFound)] = MoveTo(Gone),
        [(Waiting, Reversed)] = Refuse,

        [(Approved, FoundForRepair)] = Repeat,
        [(Approved, FoundForPeople)] = Repeat,
        [(Approved, AgreedInPart)] = Repeat,
        [(Approved, Agreed)] = Repeat,
        [(Approved, Refused)] = MoveTo(Rejected),
        [(Approved, Done)] = MoveTo(Repaired),
        [(Approved, NotConfirmed)] = MoveTo(Waiting),
        [(Approved, TimedOut)] = MoveTo(Expired), // Approved and never carried out: the approval does not last for ever.
        [(Approved, NotFound)] = MoveTo(Gone),
        [(Approved, Reversed)] = Refuse,

        [(Repaired, FoundForRepair)] = Repeat, // A bill never changes: what people let stand is found by every run.
        [(Repaired, FoundForPeople)] = Repeat,
        [(Repaired, AgreedInPart)] = Repeat,
        [(Repaired, Agreed)] = Repeat,
        [(Repaired, Refused)] = Refuse, // Only by taking it back.
        [(Repaired, Done)] = Repeat,
        [(Repaired, NotConfirmed)] = Refuse,
        [(Repaired, TimedOut)] = Repeat,
        [(Repaired, NotFound)] = Repeat,
        [(Repaired, Reversed)] = MoveTo(TakenBack),

        [(Rejected, FoundForRepair)] = Repeat,
        [(Rejected, FoundForPeople)] = Repeat,
        [(Rejected, AgreedInPart)] = Refuse,
        [(Rejected, Agreed)] = Refuse,
        [(Rejected, Refused)] = Repeat,
        [(Rejected, Done)] = Refuse,
        [(Rejected, NotConfirmed)] = Repeat,
        [(Rejected, TimedOut)] = Repeat,
        [(Rejected, NotFound)] = MoveTo(Gone),
        [(Rejected, Reversed)] = Refuse,

        [(Expired, FoundForRepair)] = MoveTo(Waiting), // A new run asks anew.
        [(Expired, FoundForPeople)] = MoveTo(Waiting),
        [(Expired, AgreedInPart)] = Refuse,
        [(Expired, Agreed)] = Refuse,
        [(Expired, Refused)] = MoveTo(Rejected),
        [(Expired, Done)] = Refuse,
        [(Expired, NotConfirmed)] = Repeat,
        [(Expired, TimedOut)] = Repeat,
        [(Expired, NotFound)] = MoveTo(Gone),
        [(Expired, Reversed)] = Refuse,

        [(Gone, FoundForRepair)] = MoveTo(Waiting), // It went and came back: nobody's rule explains that.
        [(Gone, FoundForPeople)] = MoveTo(Waiting),
        [(Gone, AgreedInPart)] = Refuse,
        [(Gone, Agreed)] = Refuse,
        [(Gone, Refused)] = Refuse,
        [(Gone, Done)] = MoveTo(Repaired), // Its repair was made, and a crash kept that from being said.
        [(Gone, NotConfirmed)] = Repeat,
        [(Gone, TimedOut)] = Repeat,
        [(Gone, NotFound)] = Repeat,
        [(Gone, Reversed)] = Refuse,

        [(TakenBack, FoundForRepair)] = MoveTo(Waiting), // What was taken back is not repaired by itself again.
        [(TakenBack, FoundForPeople)] = MoveTo(Waiting),
        [(TakenBack, AgreedInPart)] = Refuse,
        [(TakenBack, Agreed)] = Refuse,
        [(TakenBack, Refused)] = Repeat,
        [(TakenBack, Done)] = Refuse,
        [(TakenBack, NotConfirmed)] = Repeat,
        [(TakenBack, TimedOut)] = Repeat,
        [(TakenBack, NotFound)] = Repeat,
        [(TakenBack, Reversed)] = Repeat,
    };

    public static DifferenceStep Decide(DifferenceState state, DifferenceEvent happened) => Table[(state, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(DifferenceState state, DifferenceEvent happened) => Table.ContainsKey((state, happened));

    /// <summary>Whether the run still waits for it.</summary>
    public static bool IsOpen(DifferenceState state) => state switch
    {
        Planned or Waiting or Approved => true,
        Repaired or Rejected or Expired or Gone or TakenBack => false,
    };

    private static DifferenceStep MoveTo(DifferenceState to) => new(Verdict.Moved, to);
}

/// <summary>One line of the table.</summary>
/// <param name="To">With <see cref="Verdict.Moved"/> only.</param>
public readonly record struct DifferenceStep(Verdict Verdict, DifferenceState To);
