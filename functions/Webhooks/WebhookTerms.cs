using Microsoft.Extensions.Options;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>What an order that names an address for webhooks has to go by.</summary>
public sealed class WebhookTerms(WebhookKeys keys, IOptionsMonitor<WebhookOptions> options)
{
    internal bool MayBePrivate => options.CurrentValue.AllowPrivateAddresses;

    /// <returns>Why the tenant can have no webhooks; null where it can.</returns>
    internal string? Problem(string tenant) => keys.Of(tenant).Count > 0
        ? null
        : "breaks the rule signed-only: the tenant has no secret in the settings, so nothing can be signed";
}
