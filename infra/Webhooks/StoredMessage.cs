using Azure;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>A message as it was last read, and the version that the store then gave it.</summary>
/// <param name="Trace">What made it, as its row keeps it, within its order's trace; null: nobody traced that.</param>
/// <param name="Audit">Where the audit of its delivery ends; null: it has none yet.</param>
public sealed record StoredMessage(
    OutboxMessage Message, Delivery Delivery, ETag Version, string? Trace = null, AuditHead? Audit = null);
