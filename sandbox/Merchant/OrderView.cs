namespace PayFunctions.Sandbox.Merchant;

/// <summary>What <c>GET orders/{orderId}</c> shows, as far as the demo looks at it.</summary>
public sealed record OrderView(
    string OrderId, string State, AmountView Total, AmountView? Paid, string? TransactionId, TimelineView[] Timeline);

public sealed record AmountView(long Amount, string Currency);

public sealed record TimelineView(DateTimeOffset At, string Event, string Source);
