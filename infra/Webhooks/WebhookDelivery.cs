using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Brings messages to merchants, one attempt at a time: reads, signs, sends, writes down what came of it.
/// </summary>
/// <remarks>Safe to repeat: a message that has arrived is not sent again unless its arrival could not be written
/// down.</remarks>
public sealed class WebhookDelivery(
    OutboxStore outbox, DeadLetters dead, WebhookKeys keys, WebhookSender sender, Breakers breakers,
    IOptionsMonitor<WebhookOptions> options, TimeProvider clock, ILogger<WebhookDelivery> log)
{
    /// <summary>How often a row that others keep changing is written down anew.</summary>
    private const int Writes = 5;

    /// <summary>One query, the request, one write; nothing is written where nothing was sent.</summary>
    public async Task<Attempted> AttemptAsync(OrderKey key, Attempt attempt, CancellationToken cancellation)
    {
        var read = await outbox.ReadAsync(key, cancellation);
        // Orders that were there before their messages were have none; then there is nothing to tell.
        if (read?.Find(attempt.Sequence) is not { } stored) return new(IsDone: true, 0, "no-message", null);
        var order = read.Order;
        Story.Join(key, stored.Trace ?? order.Trace);
        using var scope = log.OfAttempt(key.OrderId, stored.Delivery.Attempts + 1);
        if (stored.Delivery.IsDone(attempt.Redelivery)) return await EndAsync(key, stored, attempt, cancellation);

        var result = await SendAsync(order, stored.Message, attempt, cancellation);
        if (result.Outcome == SendOutcome.Paused)
        {
            log.Paused(key, attempt.Sequence);
            return new(IsDone: false, stored.Delivery.Attempts, SendOutcomes.Word(result.Outcome), null);
        }

        return await RecordAsync(key, stored, attempt, result, cancellation);
    }

    private async Task<SendResult> SendAsync(
        Order order, OutboxMessage message, Attempt attempt, CancellationToken cancellation)
    {
        var secrets = keys.Of(order.Key.Tenant);
        if (secrets.Count == 0) return new(SendOutcome.NoSecret);
        // What was taken when the order was made may be forbidden by now.
        if (WebhookAddressRules.Problem(order.Notify!, options.CurrentValue.AllowPrivateAddresses) is not null)
            return new(SendOutcome.ForbiddenAddress);
        var address = new Uri(order.Notify!);
        if (!breakers.TryPass(order.Key.Tenant, address) && !attempt.Insists) return new(SendOutcome.Paused);

        var id = MessageId.Of(order.Key, message.Sequence);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var body = MessageBody.Write(order, message);
        var signature = WebhookSignature.Of(secrets, id, timestamp, body.Span);
        var result = await sender.SendAsync(address, new(id, timestamp, signature, body), cancellation);
        breakers.Heard(order.Key.Tenant, address, result);
        return result;
    }

    private async Task<Attempted> RecordAsync(
        OrderKey key, StoredMessage stored, Attempt attempt, SendResult result, CancellationToken cancellation)
    {
        var accepted = result.Outcome == SendOutcome.Accepted;
        var last = attempt.IsLast || result.Outcome == SendOutcome.Gone;
        for (var writes = 0; writes < Writes; writes++)
        {
            var delivery = stored.Delivery.After(
                accepted, last, attempt.Redelivery, clock.GetUtcNow(), SendOutcomes.Word(result.Outcome),
                result.Status);
            if (await outbox.RecordAsync(key, stored, delivery, clock.GetUtcNow(), cancellation))
            {
                Tell(key, stored, delivery, result);
                return await EndAsync(key, stored with { Delivery = delivery }, attempt, cancellation);
            }

            stored = (await outbox.ReadAsync(key, cancellation))?.Find(attempt.Sequence)
                ?? throw new InvalidOperationException($"The message {attempt.Sequence} of {key} is gone.");
        }

        throw new InvalidOperationException(
            $"The message {attempt.Sequence} of {key} is changed by others without end.");
    }

    private void Tell(OrderKey key, StoredMessage stored, Delivery delivery, SendResult result)
    {
        var word = stored.Message.Event.Word();
        log.Attempted(key, stored.Message.Sequence, word, delivery.Attempts, result.Outcome, result.Status);
        if (delivery.State == stored.Delivery.State) return;
        var dead = delivery.State == DeliveryState.DeadLettered;
        if (dead) log.DeadLettered(key, stored.Message.Sequence, word, delivery.Attempts);
        var state = dead ? "dead_lettered" : "delivered";
        PayFunctionsTelemetry.WebhookMessages.Add(1, new("event", word), new("state", state));
    }

    /// <summary>What ends it is also brought to the list of dead letters, and again by a repeat that finds it
    /// ended.</summary>
    private async Task<Attempted> EndAsync(
        OrderKey key, StoredMessage stored, Attempt attempt, CancellationToken cancellation)
    {
        var delivery = stored.Delivery;
        var isDone = delivery.IsDone(attempt.Redelivery);
        if (isDone) await dead.IndexAsync(key, stored, cancellation);
        return new(isDone, delivery.Attempts, delivery.LastOutcome, delivery.LastStatus);
    }
}
