namespace PayFunctions.Sandbox.Merchant;

/// <summary>What <c>GET orders/{orderId}</c> shows, as far as the demo looks at it.</summary>
public sealed record OrderView(
    string OrderId, string State, AmountView Total, AmountView? Paid, AmountView? Refunded, string? TransactionId,
    RefundView[] Refunds, TimelineView[] Timeline, HealView[]? Heals = null, ReversalView? Reversal = null,
    string? Channel = null, string? MerchantId = null, AttemptView[]? Attempts = null);

/// <summary>One of an order's attempts; <c>Closed</c> of those alone that it left.</summary>
public sealed record AttemptView(int Attempt, string OutTradeNo, string Channel, string MerchantId, bool? Closed = null);

/// <summary>What became of an order that was to be taken back as a whole.</summary>
public sealed record ReversalView(string State, string Reason, string? Code = null);

/// <summary>What had fallen through and was found by the app itself.</summary>
public sealed record HealView(DateTimeOffset At, string Kind, string Cause, string Evidence);

/// <summary>What <c>GET orders/{orderId}/refunds/{refundId}</c> shows.</summary>
public sealed record RefundView(
    string RefundId, string State, AmountView Amount, string Cause, string TransactionId, string? ProviderRefundId,
    string? Reason, string? Code);

public sealed record AmountView(long Amount, string Currency);

public sealed record TimelineView(
    DateTimeOffset At, string Event, string Source, string? Channel = null, string? Code = null);
