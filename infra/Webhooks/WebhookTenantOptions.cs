namespace PayFunctions.Infra.Webhooks;

/// <summary>Settings <c>Webhooks:Tenants:{tenant}:*</c>.</summary>
public sealed class WebhookTenantOptions
{
    public IList<string> Secrets { get; } = [];
}
