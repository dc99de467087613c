using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Routing;
using PayFunctions.Core.Splits;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Core.Wallets;

namespace PayFunctions.Sandbox.Docs;

/// <summary><c>docs/states.md</c>: the state machines, from their tables.</summary>
internal static class StatesDoc
{
    private static readonly Machine[] Machines =
    [
        Machine.Of<OrderState, OrderEvent>(
            "Order",
            "What a provider says against this table goes to quarantine; a merchant is told 409; a clock is ignored. "
            + "Amount, currency, merchant and transaction are looked at before it.",
            (state, happened) => Cell(OrderMachine.Decide(state, happened))),
        Machine.Of<RefundState, RefundEvent>(
            "Refund",
            "What a provider says against this table goes to quarantine. Succeeded, Closed and Abnormal are the provider's "
            + "words; Restarted and GivenUp are an operator's decisions about an abnormal refund.",
            (state, happened) => Cell(RefundMachine.Decide(state, happened))),
        Machine.Of<SplitState, SplitEvent>(
            "Split",
            "A division of what an order was paid, and the return of a share, which lives the same life. What a provider "
            + "says against this table goes to quarantine.",
            (state, happened) => Cell(SplitMachine.Decide(state, happened))),
        Machine.Of<SubscriptionState, SubscriptionEvent>(
            "Subscription",
            "The standing that a store's notice states wins over this table; notices older than the latest are dropped.",
            (state, happened) => Cell(SubscriptionMachine.Decide(state, happened))),
        Machine.Of<HoldState, HoldCommand>(
            "Hold",
            "Try, confirm and cancel on a wallet's account, each of which may come twice and in any order.",
            (state, command) => Cell(HoldMachine.Decide(state, command))),
        Machine.Of<RunState, RunEvent>(
            "Run",
            "The reconciliation of a day. Each step may be taken twice after a crash. A day that has ended is reconciled again "
            + "by a run of its own.",
            (state, happened) => Cell(RunMachine.Decide(state, happened))),
        Machine.Of<DifferenceState, DifferenceEvent>(
            "Difference",
            "What was decided of a difference stands, however many runs find it again.",
            (state, happened) => Cell(DifferenceMachine.Decide(state, happened))),
        Machine.Of<BreakerPhase, BreakerEvent>(
            "Breaker",
            "Whether a channel takes new orders; orders that are there are asked about in any phase. "
            + "[routing.md](routing.md) has the numbers.",
            (phase, happened) => Cell(phase, BreakerMachine.Decide(phase, happened))),
    ];

    public static string Write()
    {
        var text = new StringBuilder(GeneratedDocs.Note);
        text.Append("""
            # States

            Every machine is a table that decides every pair of state and event: a move, a repeat (known already, nothing
            changes) or a refusal. The diagrams show the moves, the grids every pair.


            """);
        foreach (var machine in Machines) machine.Write(text);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static (OrderState? To, string Words) Cell(Decision decision) => decision.Verdict switch
    {
        Verdict.Moved when decision.Then == Consequence.None => (decision.To, $"→ {decision.To}"),
        Verdict.Moved => (decision.To, $"→ {decision.To}, {decision.Then}"),
        Verdict.Repeat => (null, "repeat"),
        Verdict.Refused or Verdict.Quarantined => (null, "refused"),
    };

    private static (RefundState? To, string Words) Cell(RefundStep step) => Cell(step.Verdict, step.To);

    private static (SplitState? To, string Words) Cell(SplitStep step) => Cell(step.Verdict, step.To);

    private static (SubscriptionState? To, string Words) Cell(SubscriptionStep step) => Cell(step.Verdict, step.To);

    private static (RunState? To, string Words) Cell(RunStep step) => Cell(step.Verdict, step.To);

    private static (DifferenceState? To, string Words) Cell(DifferenceStep step) => Cell(step.Verdict, step.To);

    private static (BreakerPhase? To, string Words) Cell(BreakerPhase from, BreakerPhase to) =>
        from == to ? (null, "stays") : (to, $"→ {to}");

    private static (T? To, string Words) Cell<T>(Verdict verdict, T to)
        where T : struct, Enum => verdict switch
        {
            Verdict.Moved => (to, $"→ {to}"),
            Verdict.Repeat => (null, "repeat"),
            Verdict.Refused or Verdict.Quarantined => (null, "refused"),
        };

    private static (HoldState? To, string Words) Cell(HoldDecision decision) => decision.Verdict switch
    {
        HoldVerdict.Move => (decision.To, $"→ {decision.To}, {decision.Effect}"),
        HoldVerdict.Repeat => (null, "repeat"),
        HoldVerdict.Refuse => (null, "refused"),
    };
}
