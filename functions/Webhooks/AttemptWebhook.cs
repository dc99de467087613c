using Microsoft.Azure.Functions.Worker;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>One attempt to deliver a message. Safe to repeat: what has arrived is not sent again.</summary>
public sealed class AttemptWebhook(WebhookDelivery delivery)
{
    [Function(nameof(AttemptWebhook))]
    public Task<Attempted> RunAsync([ActivityTrigger] WebhookAttempt attempt, CancellationToken cancellation) =>
        delivery.AttemptAsync(attempt.Key, attempt.Attempt, cancellation);
}
