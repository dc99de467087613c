using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Takes down that a message is to be delivered once more.</summary>
public sealed class Redelivery(OutboxStore outbox, TimeProvider clock)
{
    private const int Writes = 5;

    /// <summary>Safe to repeat: while one is under way, asking again is asking for the same.</summary>
    /// <param name="brokenOff">Which redelivery (0: the delivery itself) broke off, so that another takes its place if
    /// the message is still open; null when somebody asks for one anyway.</param>
    /// <returns>How far the message has come now; null when there is none, or others keep changing it.</returns>
    public async Task<Delivery?> BeginAsync(
        OrderKey key, int sequence, int? brokenOff, CancellationToken cancellation)
    {
        for (var writes = 0; writes < Writes; writes++)
        {
            if ((await outbox.ReadAsync(key, cancellation))?.Find(sequence) is not { } stored) return null;
            var delivery = stored.Delivery;
            if (!IsToBegin(delivery, brokenOff)) return delivery;
            var begun = delivery with { Redeliveries = delivery.Redeliveries + 1, IsRedelivering = true };
            if (await outbox.RecordAsync(key, stored, begun, clock.GetUtcNow(), cancellation)) return begun;
        }

        return null;
    }

    private static bool IsToBegin(Delivery delivery, int? brokenOff) => brokenOff is null
        ? !delivery.IsRedelivering
        : delivery.IsOpen && delivery.Current == brokenOff;
}
