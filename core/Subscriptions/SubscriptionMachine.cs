using PayFunctions.Core.Orders;
using static PayFunctions.Core.Subscriptions.SubscriptionEvent;
using State = PayFunctions.Core.Subscriptions.SubscriptionState;

namespace PayFunctions.Core.Subscriptions;

/// <summary>One line of the subscription machine's table.</summary>
/// <param name="To">Where it stands afterwards; the state itself unless the verdict is
/// <see cref="Verdict.Moved"/>.</param>
public readonly record struct SubscriptionStep(Verdict Verdict, SubscriptionState To);

/// <summary>The life of a subscription as a table: every state meets every event.</summary>
/// <remarks>It knows no times: <see cref="SubscriptionDecision"/> drops what is older than the latest word.</remarks>
public static class SubscriptionMachine
{
    private static readonly SubscriptionStep Repeat = new(Verdict.Repeat, default);

    private static readonly SubscriptionStep Refuse = new(Verdict.Refused, default);

    private static readonly Dictionary<(State, SubscriptionEvent), SubscriptionStep> Table = new()
    {
        // What came before may have been lost: whatever is heard first is where it stands.
        [(State.New, Bought)] = MoveTo(State.Active),
        [(State.New, Renewed)] = MoveTo(State.Active),
        [(State.New, RenewalFailed)] = MoveTo(State.BillingRetry),
        [(State.New, RenewalFailedInGrace)] = MoveTo(State.GracePeriod),
        [(State.New, GraceEnded)] = MoveTo(State.BillingRetry),
        [(State.New, Expired)] = MoveTo(State.Expired),
        [(State.New, Extended)] = MoveTo(State.Active),
        [(State.New, Refunded)] = MoveTo(State.Revoked),
        [(State.New, RefundReversed)] = MoveTo(State.Active),
        [(State.New, Revoked)] = MoveTo(State.Revoked),
        [(State.New, Noted)] = MoveTo(State.Active), // A preference can only be set on what there is.

        [(State.Active, Bought)] = Repeat,
        [(State.Active, Renewed)] = Repeat, // The next period: its end moves, its standing does not.
        [(State.Active, RenewalFailed)] = MoveTo(State.BillingRetry),
        [(State.Active, RenewalFailedInGrace)] = MoveTo(State.GracePeriod),
        [(State.Active, GraceEnded)] = MoveTo(State.BillingRetry), // The failure before it was lost.
        [(State.Active, Expired)] = MoveTo(State.Expired),
        [(State.Active, Extended)] = Repeat,
        [(State.Active, Refunded)] = MoveTo(State.Revoked),
        [(State.Active, RefundReversed)] = Repeat,
        [(State.Active, Revoked)] = MoveTo(State.Revoked),
        [(State.Active, Noted)] = Repeat,

        [(State.GracePeriod, Bought)] = MoveTo(State.Active),
        [(State.GracePeriod, Renewed)] = MoveTo(State.Active), // The billing recovered.
        [(State.GracePeriod, RenewalFailed)] = MoveTo(State.BillingRetry),
        [(State.GracePeriod, RenewalFailedInGrace)] = Repeat,
        [(State.GracePeriod, GraceEnded)] = MoveTo(State.BillingRetry),
        [(State.GracePeriod, Expired)] = MoveTo(State.Expired),
        [(State.GracePeriod, Extended)] = MoveTo(State.Active),
        [(State.GracePeriod, Refunded)] = MoveTo(State.Revoked),
        [(State.GracePeriod, RefundReversed)] = Repeat,
        [(State.GracePeriod, Revoked)] = MoveTo(State.Revoked),
        [(State.GracePeriod, Noted)] = Repeat,

        [(State.BillingRetry, Bought)] = MoveTo(State.Active),
        [(State.BillingRetry, Renewed)] = MoveTo(State.Active),
        [(State.BillingRetry, RenewalFailed)] = Repeat,
        [(State.BillingRetry, RenewalFailedInGrace)] = MoveTo(State.GracePeriod), // A grace that was switched on since.
        [(State.BillingRetry, GraceEnded)] = Repeat,
        [(State.BillingRetry, Expired)] = MoveTo(State.Expired),
        [(State.BillingRetry, Extended)] = MoveTo(State.Active),
        [(State.BillingRetry, Refunded)] = MoveTo(State.Revoked),
        [(State.BillingRetry, RefundReversed)] = Repeat,
        [(State.BillingRetry, Revoked)] = MoveTo(State.Revoked),
        [(State.BillingRetry, Noted)] = Repeat,

        // Ended: it begins again by a purchase; a renewal that fails after the end contradicts it.
        [(State.Expired, Bought)] = MoveTo(State.Active),
        [(State.Expired, Renewed)] = MoveTo(State.Active), // Recovered within the sixty days of trying.
        [(State.Expired, RenewalFailed)] = Refuse,
        [(State.Expired, RenewalFailedInGrace)] = Refuse,
        [(State.Expired, GraceEnded)] = Refuse,
        [(State.Expired, Expired)] = Repeat,
        [(State.Expired, Extended)] = MoveTo(State.Active),
        [(State.Expired, Refunded)] = MoveTo(State.Revoked),
        [(State.Expired, RefundReversed)] = Repeat,
        [(State.Expired, Revoked)] = MoveTo(State.Revoked),
        [(State.Expired, Noted)] = Repeat,

        // Taken back: only a purchase, or the refund's own reversal, gives it again.
        [(State.Revoked, Bought)] = MoveTo(State.Active),
        [(State.Revoked, Renewed)] = MoveTo(State.Active), // A further period was paid for.
        [(State.Revoked, RenewalFailed)] = Refuse,
        [(State.Revoked, RenewalFailedInGrace)] = Refuse,
        [(State.Revoked, GraceEnded)] = Refuse,
        [(State.Revoked, Expired)] = Repeat, // What was taken back ends later in the store's books too.
        [(State.Revoked, Extended)] = Refuse,
        [(State.Revoked, Refunded)] = Repeat,
        [(State.Revoked, RefundReversed)] = MoveTo(State.Active),
        [(State.Revoked, Revoked)] = Repeat,
        [(State.Revoked, Noted)] = Repeat,
    };

    /// <summary>What the event does to a subscription in that state.</summary>
    public static SubscriptionStep Decide(SubscriptionState state, SubscriptionEvent happened)
    {
        var step = Table[(state, happened)];
        return step.Verdict == Verdict.Moved ? step : step with { To = state };
    }

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(SubscriptionState state, SubscriptionEvent happened) =>
        Table.ContainsKey((state, happened));

    private static SubscriptionStep MoveTo(SubscriptionState to) => new(Verdict.Moved, to);
}
