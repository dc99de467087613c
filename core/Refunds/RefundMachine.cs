using static PayFunctions.Core.Refunds.RefundEvent;
using static PayFunctions.Core.Refunds.RefundStep;

namespace PayFunctions.Core.Refunds;

/// <summary>The life of a refund as a table: every state meets every event.</summary>
/// <remarks>It knows no amounts: <see cref="RefundDecision"/> looks at those first and asks it last.</remarks>
public static class RefundMachine
{
    private static readonly Dictionary<(RefundState, RefundEvent), RefundStep> Table = new()
    {
        [(RefundState.Requested, Accepted)] = MoveTo(RefundState.Processing),
        [(RefundState.Requested, Succeeded)] = MoveTo(RefundState.Succeeded), // Told before the call was answered.
        [(RefundState.Requested, Closed)] = MoveTo(RefundState.Closed),
        [(RefundState.Requested, Abnormal)] = MoveTo(RefundState.Abnormal),
        [(RefundState.Requested, Refused)] = MoveTo(RefundState.Closed),
        [(RefundState.Requested, Restarted)] = Refuse,
        [(RefundState.Requested, GivenUp)] = Refuse, // It may be on its way: only the provider can tell.

        [(RefundState.Processing, Accepted)] = Repeat,
        [(RefundState.Processing, Succeeded)] = MoveTo(RefundState.Succeeded),
        [(RefundState.Processing, Closed)] = MoveTo(RefundState.Closed),
        [(RefundState.Processing, Abnormal)] = MoveTo(RefundState.Abnormal),
        [(RefundState.Processing, Refused)] = Refuse, // An older call's answer: it has been accepted since.
        [(RefundState.Processing, Restarted)] = Repeat,
        [(RefundState.Processing, GivenUp)] = Refuse,

        [(RefundState.Succeeded, Accepted)] = Repeat, // An answer that the notification overtook.
        [(RefundState.Succeeded, Succeeded)] = Repeat,
        [(RefundState.Succeeded, Closed)] = Refuse, // "No money went" of what we hold as gone.
        [(RefundState.Succeeded, Abnormal)] = Refuse,
        [(RefundState.Succeeded, Refused)] = Repeat,
        [(RefundState.Succeeded, Restarted)] = Refuse,
        [(RefundState.Succeeded, GivenUp)] = Refuse,

        [(RefundState.Closed, Accepted)] = Repeat,
        [(RefundState.Closed, Succeeded)] = MoveTo(RefundState.Succeeded), // It went after all: the money is real.
        [(RefundState.Closed, Closed)] = Repeat,
        [(RefundState.Closed, Abnormal)] = Refuse,
        [(RefundState.Closed, Refused)] = Repeat,
        [(RefundState.Closed, Restarted)] = Refuse, // Its amount is free again: it has to be asked for anew.
        [(RefundState.Closed, GivenUp)] = Repeat,

        [(RefundState.Abnormal, Accepted)] = Repeat, // An answer that the notification overtook.
        [(RefundState.Abnormal, Succeeded)] = MoveTo(RefundState.Succeeded),
        [(RefundState.Abnormal, Closed)] = MoveTo(RefundState.Closed),
        [(RefundState.Abnormal, Abnormal)] = Repeat,
        [(RefundState.Abnormal, Refused)] = Repeat,
        [(RefundState.Abnormal, Restarted)] = MoveTo(RefundState.Processing),
        [(RefundState.Abnormal, GivenUp)] = MoveTo(RefundState.Closed),
    };

    /// <summary>What the event does to a refund in that state.</summary>
    public static RefundStep Decide(RefundState state, RefundEvent happened) => Table[(state, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(RefundState state, RefundEvent happened) => Table.ContainsKey((state, happened));

    /// <summary>Whether its money may still go: it is neither back with the payer nor given up.</summary>
    public static bool IsOpen(RefundState state) => state switch
    {
        RefundState.Requested or RefundState.Processing or RefundState.Abnormal => true,
        RefundState.Succeeded or RefundState.Closed => false,
    };
}
