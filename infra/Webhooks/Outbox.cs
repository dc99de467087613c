using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>An order with all it had and has to tell, in order.</summary>
public sealed record Outbox(Order Order, IReadOnlyList<StoredMessage> Messages)
{
    /// <summary>The one message that may be delivered now: those after it wait for it. Null when all is told.</summary>
    public StoredMessage? Next => Messages.FirstOrDefault(one => one.Delivery.State == DeliveryState.Pending);

    public StoredMessage? Find(int sequence) => Messages.FirstOrDefault(one => one.Message.Sequence == sequence);

    public StoredMessage? Find(string messageId) =>
        Messages.FirstOrDefault(one => MessageId.Of(Order.Key, one.Message.Sequence) == messageId);
}
