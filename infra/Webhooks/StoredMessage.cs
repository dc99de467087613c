using Azure;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>A message as it was last read, and the version that the store then gave it.</summary>
/// <param name="Trace">The W3C traceparent of what made it, within its order's trace; null: nobody traced that.</param>
public sealed record StoredMessage(OutboxMessage Message, Delivery Delivery, ETag Version, string? Trace = null);
