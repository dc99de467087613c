using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>
/// What a delivery starts with: which message, and the plan of its attempts. Recorded in its history.
/// </summary>
/// <param name="Redelivery">0: the delivery itself; else which of the redeliveries that were asked for.</param>
public sealed record WebhookRun(
    string Tenant, string OrderId, int Sequence, int Redelivery, double FirstRetrySeconds, double RetryGrowth,
    double LongestRetrySeconds, double GiveUpAfterSeconds, double RetryJitter)
{
    internal OrderKey Key => new(Tenant, OrderId);

    internal static WebhookRun Of(OrderKey key, int sequence, int redelivery, DeliveryPlan plan) => new(
        key.Tenant, key.OrderId, sequence, redelivery, plan.First.TotalSeconds, plan.Growth, plan.Longest.TotalSeconds,
        plan.GiveUpAfter.TotalSeconds, plan.Jitter);

    internal IReadOnlyList<TimeSpan> Attempts() =>
        [.. Plan().Attempts(MessageId.Seed($"{MessageId.Of(Key, Sequence)}/{Redelivery}"))];

    private DeliveryPlan Plan() => new(
        TimeSpan.FromSeconds(FirstRetrySeconds), RetryGrowth, TimeSpan.FromSeconds(LongestRetrySeconds),
        TimeSpan.FromSeconds(GiveUpAfterSeconds), RetryJitter);
}
