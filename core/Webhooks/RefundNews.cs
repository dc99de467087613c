namespace PayFunctions.Core.Webhooks;

/// <summary>What has become of one refund.</summary>
/// <param name="Event">One of the events of refunds.</param>
public sealed record RefundNews(WebhookEvent Event, string RefundId, Money Amount);
