using Azure;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>A message as it was last read, and the version that the store then gave it.</summary>
public sealed record StoredMessage(OutboxMessage Message, Delivery Delivery, ETag Version);
