using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;

namespace PayFunctions.Core.Webhooks;

/// <summary>
/// A change of an order with the messages that it owes the merchant; none where the merchant wants no webhooks.
/// </summary>
/// <param name="Order">The order afterwards, its messages counted.</param>
public sealed record Announcement(Order Order, IReadOnlyList<OutboxMessage> Messages)
{
    private static readonly IReadOnlyList<OutboxMessage> Nothing = [];

    /// <param name="at">When the change happened, by the word of who said so.</param>
    /// <param name="refund">What has become of a refund in the same change: told before what it made of the
    /// order.</param>
    /// <param name="split">The same of a split, or of a share's return.</param>
    public static Announcement Of(
        Order before, Order after, DateTimeOffset at, RefundNews? refund = null, SplitNews? split = null)
    {
        if (after.Notify is null) return new(after, Nothing);
        List<WebhookEvent> events = [];
        if (refund is not null) events.Add(refund.Event);
        if (split is not null) events.Add(split.Event);
        if (EventOf(before, after) is { } ofOrder) events.Add(ofOrder);
        if (before.IsBeingReversed && after.Reversal!.State == ReversalState.Refused)
            events.Add(WebhookEvent.OrderReversalRefused);
        if (events.Count == 0) return new(after, Nothing);

        var messages = events.Select((happened, index) => new OutboxMessage(
            after.Messages + 1 + index, happened, at, after.State, after.Paid, after.Refunded, after.TransactionId,
            happened == refund?.Event ? refund : null, happened == split?.Event ? split : null));
        return new(after with { Messages = after.Messages + events.Count }, [.. messages]);
    }

    /// <summary>What a move of the order itself tells; null where a merchant has nothing to learn from it.</summary>
    private static WebhookEvent? EventOf(Order before, Order after)
    {
        var moved = before.State != after.State || before.Refunded != after.Refunded;
        return !moved ? null : after.State switch
        {
            OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => null,
            OrderState.Paid => before.State == OrderState.Refunded
                ? WebhookEvent.OrderRefundReversed
                : WebhookEvent.OrderPaid,
            // Late money that comes and goes leaves it closed: its refund has words of its own.
            OrderState.Closed => before.State == OrderState.Closed ? null : WebhookEvent.OrderClosed,
            OrderState.Failed => WebhookEvent.OrderFailed,
            OrderState.Revoked => WebhookEvent.OrderRevoked,
            OrderState.PartiallyRefunded => WebhookEvent.OrderPartiallyRefunded,
            OrderState.Refunded => WebhookEvent.OrderRefunded,
        };
    }
}
