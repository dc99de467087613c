using static PayFunctions.Core.Orders.Consequence;
using static PayFunctions.Core.Orders.Decision;
using static PayFunctions.Core.Orders.OrderEvent;
using static PayFunctions.Core.Orders.OrderState;

namespace PayFunctions.Core.Orders;

/// <summary>
/// The life of an order as a table: every state meets every event, and each pair is a move, a repeat or a refusal.
/// </summary>
/// <remarks>
/// It knows neither amounts nor transactions: <see cref="EvidenceDecision"/> looks at those first and asks it last.
/// </remarks>
public static class OrderMachine
{
    private static readonly Dictionary<(OrderState, OrderEvent), Decision> Table = new()
    {
        [(Created, PrepayAccepted)] = MoveTo(AwaitingPayment),
        [(Created, PrepayRefused)] = MoveTo(Failed),
        [(Created, PaymentSucceeded)] = MoveTo(Paid), // The prepay's answer was lost; the money is real.
        [(Created, PaymentFailed)] = MoveTo(Failed),
        [(Created, PaymentRevoked)] = MoveTo(Failed),
        [(Created, CloseRequested)] = MoveTo(Closing), // A prepay may be on its way: the provider must confirm.
        [(Created, Expired)] = MoveTo(Closing),
        [(Created, ClosedAtProvider)] = MoveTo(Closed),
        [(Created, RefundedInPart)] = Refuse,
        [(Created, RefundedInFull)] = Refuse,
        [(Created, RefundReversed)] = Refuse,
        [(Created, AdjustedByBill)] = Refuse,
        [(Created, ReversalRequested)] = MoveTo(Closing), // A prepay may be on its way: the provider must confirm.
        [(Created, ReversalRefused)] = Refuse,
        [(Created, Rerouted)] = MoveTo(Created), // The same order, another attempt.

        [(AwaitingPayment, PrepayAccepted)] = Repeat, // Prepaid twice under one out_trade_no: it is one order there.
        [(AwaitingPayment, PrepayRefused)] = Refuse,
        [(AwaitingPayment, PaymentSucceeded)] = MoveTo(Paid),
        [(AwaitingPayment, PaymentFailed)] = MoveTo(Failed),
        [(AwaitingPayment, PaymentRevoked)] = MoveTo(Failed),
        [(AwaitingPayment, CloseRequested)] = MoveTo(Closing),
        [(AwaitingPayment, Expired)] = MoveTo(Closing),
        [(AwaitingPayment, ClosedAtProvider)] = MoveTo(Closed),
        [(AwaitingPayment, RefundedInPart)] = Refuse,
        [(AwaitingPayment, RefundedInFull)] = Refuse,
        [(AwaitingPayment, RefundReversed)] = Refuse,
        [(AwaitingPayment, AdjustedByBill)] = Refuse,
        [(AwaitingPayment, ReversalRequested)] = MoveTo(Closing),
        [(AwaitingPayment, ReversalRefused)] = Refuse,
        [(AwaitingPayment, Rerouted)] = Refuse, // The payer has an offer.

        [(Closing, PrepayAccepted)] = Refuse,
        [(Closing, PrepayRefused)] = Refuse,
        [(Closing, PaymentSucceeded)] = MoveTo(Paid), // Paid in the last second: the money wins.
        [(Closing, PaymentFailed)] = MoveTo(Closed),
        [(Closing, PaymentRevoked)] = MoveTo(Closed),
        [(Closing, CloseRequested)] = Repeat,
        [(Closing, Expired)] = Repeat,
        [(Closing, ClosedAtProvider)] = MoveTo(Closed),
        [(Closing, RefundedInPart)] = Refuse,
        [(Closing, RefundedInFull)] = Refuse,
        [(Closing, RefundReversed)] = Refuse,
        [(Closing, AdjustedByBill)] = Refuse,
        [(Closing, ReversalRequested)] = MoveTo(Closing), // The close takes money back too, from here on.
        [(Closing, ReversalRefused)] = MoveTo(Closing), // It is closed as any other.
        [(Closing, Rerouted)] = Refuse,

        [(Closed, PrepayAccepted)] = Refuse,
        [(Closed, PrepayRefused)] = Refuse,
        [(Closed, PaymentSucceeded)] = MoveTo(Closed, RefundInFull), // Too late: booked, then sent back.
        [(Closed, PaymentFailed)] = Repeat,
        [(Closed, PaymentRevoked)] = Repeat,
        [(Closed, CloseRequested)] = Repeat,
        [(Closed, Expired)] = Repeat,
        [(Closed, ClosedAtProvider)] = Repeat,
        [(Closed, RefundedInPart)] = Refuse,
        [(Closed, RefundedInFull)] = Refuse,
        [(Closed, RefundReversed)] = Refuse,
        [(Closed, AdjustedByBill)] = Refuse,
        [(Closed, ReversalRequested)] = Repeat,
        [(Closed, ReversalRefused)] = Repeat,
        [(Closed, Rerouted)] = Refuse,

        [(Paid, PrepayAccepted)] = Repeat, // An answer that the payment overtook.
        [(Paid, PrepayRefused)] = Repeat,
        [(Paid, PaymentSucceeded)] = Repeat, // Providers deliver at least once.
        [(Paid, PaymentFailed)] = Refuse,
        [(Paid, PaymentRevoked)] = MoveTo(Revoked),
        [(Paid, CloseRequested)] = Refuse,
        [(Paid, Expired)] = Repeat, // A timer that the payment overtook.
        [(Paid, ClosedAtProvider)] = Refuse, // "Closed unpaid" of what we hold as paid.
        [(Paid, RefundedInPart)] = MoveTo(PartiallyRefunded),
        [(Paid, RefundedInFull)] = MoveTo(Refunded),
        [(Paid, RefundReversed)] = Repeat, // Nothing is refunded: it was told before.
        [(Paid, AdjustedByBill)] = MoveTo(Paid), // Booked beside what was paid: the order itself stands.
        [(Paid, ReversalRequested)] = MoveTo(Paid), // Until its provider says that the money is back.
        [(Paid, ReversalRefused)] = MoveTo(Paid),
        [(Paid, Rerouted)] = Refuse,

        // As Paid, but what was refunded in part can't be reversed as a whole: that would send money back twice.
        [(PartiallyRefunded, PrepayAccepted)] = Repeat,
        [(PartiallyRefunded, PrepayRefused)] = Repeat,
        [(PartiallyRefunded, PaymentSucceeded)] = Repeat,
        [(PartiallyRefunded, PaymentFailed)] = Refuse,
        [(PartiallyRefunded, PaymentRevoked)] = Refuse,
        [(PartiallyRefunded, CloseRequested)] = Refuse,
        [(PartiallyRefunded, Expired)] = Repeat,
        [(PartiallyRefunded, ClosedAtProvider)] = Refuse,
        [(PartiallyRefunded, RefundedInPart)] = MoveTo(PartiallyRefunded),
        [(PartiallyRefunded, RefundedInFull)] = MoveTo(Refunded),
        [(PartiallyRefunded, RefundReversed)] = Refuse, // Which of its parts is not said.
        [(PartiallyRefunded, AdjustedByBill)] = MoveTo(PartiallyRefunded),
        [(PartiallyRefunded, ReversalRequested)] = Refuse,
        [(PartiallyRefunded, ReversalRefused)] = MoveTo(PartiallyRefunded), // A refund that was given up went after all, meanwhile.
        [(PartiallyRefunded, Rerouted)] = Refuse,

        // All of it went back. Providers call such an order closed, and tell its earlier parts again out of order.
        [(Refunded, PrepayAccepted)] = Repeat,
        [(Refunded, PrepayRefused)] = Repeat,
        [(Refunded, PaymentSucceeded)] = Repeat,
        [(Refunded, PaymentFailed)] = Refuse,
        [(Refunded, PaymentRevoked)] = Refuse, // A reversal after a refund in full: the money would go back twice.
        [(Refunded, CloseRequested)] = Refuse,
        [(Refunded, Expired)] = Repeat,
        [(Refunded, ClosedAtProvider)] = Repeat,
        [(Refunded, RefundedInPart)] = Repeat,
        [(Refunded, RefundedInFull)] = Repeat,
        [(Refunded, RefundReversed)] = MoveTo(Paid),
        [(Refunded, AdjustedByBill)] = MoveTo(Refunded),
        [(Refunded, ReversalRequested)] = Refuse,
        [(Refunded, ReversalRefused)] = MoveTo(Refunded),
        [(Refunded, Rerouted)] = Refuse,

        // Ended unpaid by the provider's own word: nothing is left to close, and money here contradicts that word.
        [(Failed, PrepayAccepted)] = Refuse, // Two prepays, two answers: the payer was given nothing to pay with.
        [(Failed, PrepayRefused)] = Repeat,
        [(Failed, PaymentSucceeded)] = Refuse,
        [(Failed, PaymentFailed)] = Repeat,
        [(Failed, PaymentRevoked)] = Repeat,
        [(Failed, CloseRequested)] = Repeat,
        [(Failed, Expired)] = Repeat,
        [(Failed, ClosedAtProvider)] = Repeat,
        [(Failed, RefundedInPart)] = Refuse,
        [(Failed, RefundedInFull)] = Refuse,
        [(Failed, RefundReversed)] = Refuse,
        [(Failed, AdjustedByBill)] = Refuse,
        [(Failed, ReversalRequested)] = Repeat,
        [(Failed, ReversalRefused)] = Repeat,
        [(Failed, Rerouted)] = Refuse,

        // Paid once and reversed as a whole: the payment's own notification may still be told again.
        [(Revoked, PrepayAccepted)] = Repeat,
        [(Revoked, PrepayRefused)] = Repeat,
        [(Revoked, PaymentSucceeded)] = Repeat,
        [(Revoked, PaymentFailed)] = Repeat,
        [(Revoked, PaymentRevoked)] = Repeat,
        [(Revoked, CloseRequested)] = Refuse,
        [(Revoked, Expired)] = Repeat,
        [(Revoked, ClosedAtProvider)] = Repeat,
        [(Revoked, RefundedInPart)] = Refuse,
        [(Revoked, RefundedInFull)] = Refuse,
        [(Revoked, RefundReversed)] = Refuse,
        [(Revoked, AdjustedByBill)] = Refuse,
        [(Revoked, ReversalRequested)] = Repeat,
        [(Revoked, ReversalRefused)] = Repeat,
        [(Revoked, Rerouted)] = Refuse,
    };

    /// <summary>What the event does to an order in that state.</summary>
    public static Decision Decide(OrderState state, OrderEvent happened) => Table[(state, happened)];

    /// <summary>Whether the table has a line for the pair: true for every pair there is.</summary>
    public static bool Decides(OrderState state, OrderEvent happened) => Table.ContainsKey((state, happened));
}
