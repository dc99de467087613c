using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Webhooks;

/// <summary>
/// One thing that an order has to tell its merchant, with what stood when it happened: told late, it says the same.
/// </summary>
/// <param name="Sequence">From 1, without gaps within an order; messages are delivered in this order.</param>
/// <param name="At">When it happened, by the word of who said so.</param>
/// <param name="Refund">With an event of a refund only.</param>
/// <param name="Split">With an event of a split, or of a share's return, only.</param>
public sealed record OutboxMessage(
    int Sequence, WebhookEvent Event, DateTimeOffset At, OrderState State, Money Paid, Money Refunded,
    string? TransactionId, RefundNews? Refund = null, SplitNews? Split = null);
