using PayFunctions.Core.Orders;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>One attempt to be made, as a flat payload.</summary>
public sealed record WebhookAttempt(
    string Tenant, string OrderId, int Sequence, int Redelivery, bool IsLast, bool Insists)
{
    internal OrderKey Key => new(Tenant, OrderId);

    internal Attempt Attempt => new(Sequence, Redelivery, IsLast, Insists);
}
