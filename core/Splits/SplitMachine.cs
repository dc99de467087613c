using static PayFunctions.Core.Splits.SplitEvent;
using static PayFunctions.Core.Splits.SplitStep;

namespace PayFunctions.Core.Splits;

/// <summary>The life of a split as a table, and that of a share's return, which is the same.</summary>
/// <remarks>It knows no amounts: <see cref="SplitDecision"/> looks at those first and asks it last.</remarks>
public static class SplitMachine
{
    private static readonly Dictionary<(SplitState, SplitEvent), SplitStep> Table = new()
    {
        [(SplitState.Requested, Accepted)] = MoveTo(SplitState.Processing),
        [(SplitState.Requested, ShareReceived)] = MoveTo(SplitState.Processing), // Before the call has returned.
        [(SplitState.Requested, Done)] = MoveTo(SplitState.Done), // Few receivers: done within the call.
        [(SplitState.Requested, Failed)] = MoveTo(SplitState.Closed),
        [(SplitState.Requested, Refused)] = MoveTo(SplitState.Closed),

        [(SplitState.Processing, Accepted)] = Repeat,
        [(SplitState.Processing, ShareReceived)] = MoveTo(SplitState.Processing), // The last one of all makes it Done.
        [(SplitState.Processing, Done)] = MoveTo(SplitState.Done),
        [(SplitState.Processing, Failed)] = MoveTo(SplitState.Closed),
        [(SplitState.Processing, Refused)] = Refuse, // An older call's answer: it has been accepted since.

        [(SplitState.Done, Accepted)] = Repeat, // An answer that a query overtook.
        [(SplitState.Done, ShareReceived)] = Repeat,
        [(SplitState.Done, Done)] = Repeat,
        [(SplitState.Done, Failed)] = Refuse, // "No money went" of what we hold as gone.
        [(SplitState.Done, Refused)] = Repeat,

        [(SplitState.Closed, Accepted)] = Repeat,
        [(SplitState.Closed, ShareReceived)] = Refuse,
        [(SplitState.Closed, Done)] = Refuse, // Its amounts may be with others by now: an operator's.
        [(SplitState.Closed, Failed)] = Repeat,
        [(SplitState.Closed, Refused)] = Repeat,
    };

    /// <summary>What the event does in that state.</summary>
    public static SplitStep Decide(SplitState state, SplitEvent happened) => Table[(state, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(SplitState state, SplitEvent happened) => Table.ContainsKey((state, happened));

    /// <summary>Whether its money may still go.</summary>
    public static bool IsOpen(SplitState state) => state switch
    {
        SplitState.Requested or SplitState.Processing => true,
        SplitState.Done or SplitState.Closed => false,
    };
}
