using static PayFunctions.Core.Wallets.HoldCommand;
using static PayFunctions.Core.Wallets.HoldState;

namespace PayFunctions.Core.Wallets;

/// <summary>The hold's life as a table: every (state, command) pair is decided.</summary>
public static class HoldMachine
{
    private static readonly HoldDecision Repeated = new(HoldVerdict.Repeat, None, HoldEffect.None);
    private static readonly HoldDecision Refused = new(HoldVerdict.Refuse, None, HoldEffect.None);

    private static readonly Dictionary<(HoldState, HoldCommand), HoldDecision> Table = new()
    {
        [(None, Try)] = MoveTo(Held, HoldEffect.Freeze),
        [(None, Confirm)] = Refused,                                  // Nothing is held: the try may still be under way.
        [(None, Cancel)] = MoveTo(Cancelled, HoldEffect.Fence),       // An empty cancel succeeds and blocks the late try.
        [(None, Expire)] = Repeated,

        [(Held, Try)] = Repeated,
        [(Held, Confirm)] = MoveTo(Confirmed, HoldEffect.Settle),
        [(Held, Cancel)] = MoveTo(Cancelled, HoldEffect.Release),
        [(Held, Expire)] = MoveTo(Expired, HoldEffect.Release),

        [(Confirmed, Try)] = Repeated,                                // The first try's answer was lost; it did hold.
        [(Confirmed, Confirm)] = Repeated,
        [(Confirmed, Cancel)] = Refused,                              // The money has left. Give it back by a top-up.
        [(Confirmed, Expire)] = Repeated,

        [(Cancelled, Try)] = Refused,                                 // The fence.
        [(Cancelled, Confirm)] = Refused,
        [(Cancelled, Cancel)] = Repeated,
        [(Cancelled, Expire)] = Repeated,

        [(Expired, Try)] = Refused,
        [(Expired, Confirm)] = Refused,                               // Too late: the amount is free and may be gone.
        [(Expired, Cancel)] = Repeated,                               // What a cancel wants is already so.
        [(Expired, Expire)] = Repeated,
    };

    /// <summary>Whether the table has the pair; a test asks it for every one.</summary>
    public static bool Decides(HoldState state, HoldCommand command) => Table.ContainsKey((state, command));

    /// <summary>The table's answer; for a repeat or a refusal <see cref="HoldDecision.To"/> is the state itself.</summary>
    public static HoldDecision Decide(HoldState state, HoldCommand command)
    {
        var decision = Table[(state, command)];
        return decision.Verdict == HoldVerdict.Move ? decision : decision with { To = state };
    }

    private static HoldDecision MoveTo(HoldState state, HoldEffect effect) => new(HoldVerdict.Move, state, effect);
}
