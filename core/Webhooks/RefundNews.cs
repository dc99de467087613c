using PayFunctions.Core.Refunds;

namespace PayFunctions.Core.Webhooks;

/// <summary>What has become of one refund.</summary>
/// <param name="Event">One of the events of refunds.</param>
public sealed record RefundNews(WebhookEvent Event, string RefundId, Money Amount)
{
    /// <summary>What a merchant is told of a refund that has just moved; null while it is on its way.</summary>
    public static RefundNews? Of(Refund moved) => moved.State switch
    {
        RefundState.Requested or RefundState.Processing => null,
        RefundState.Succeeded => new(WebhookEvent.RefundSucceeded, moved.Id, moved.Amount),
        RefundState.Closed => new(WebhookEvent.RefundClosed, moved.Id, moved.Amount),
        RefundState.Abnormal => new(WebhookEvent.RefundAbnormal, moved.Id, moved.Amount),
    };
}
