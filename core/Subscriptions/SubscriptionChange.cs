using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Subscriptions;

/// <summary>What a notice does to a subscription.</summary>
/// <param name="Verdict">Moved; repeat: its standing does not change, though its other fields may; refused: the table
/// does not allow it, and the store says nothing of where it stands.</param>
/// <param name="IsMended">The store's own word on where it stands is not what the table made of the event: a notice
/// before this one was lost.</param>
public sealed record SubscriptionChange(Verdict Verdict, Subscription Subscription, bool IsMended);
