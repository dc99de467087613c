using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Each tenant's live secrets, as the settings hold them now: a rotation needs no restart.</summary>
public sealed class WebhookKeys : IDisposable
{
    private readonly IDisposable? _watch;
    private volatile FrozenDictionary<string, IReadOnlyList<WebhookSecret>> _byTenant;

    public WebhookKeys(IOptionsMonitor<WebhookOptions> options)
    {
        _byTenant = Read(options.CurrentValue);
        _watch = options.OnChange(changed => _byTenant = Read(changed));
    }

    /// <summary>Empty for a tenant that has none: nothing can be signed for it.</summary>
    public IReadOnlyList<WebhookSecret> Of(string tenant) => _byTenant.GetValueOrDefault(tenant, []);

    public void Dispose() => _watch?.Dispose();

    private static FrozenDictionary<string, IReadOnlyList<WebhookSecret>> Read(WebhookOptions options) =>
        options.Tenants.Select(tenant => (tenant.Key, tenant.Value.Secrets))
            .Append((WebhookOptions.DefaultTenant, options.Secrets))
            .ToFrozenDictionary(tenant => tenant.Item1, tenant => Read(tenant.Item2), StringComparer.Ordinal);

    private static IReadOnlyList<WebhookSecret> Read(IEnumerable<string> secrets) =>
        [.. secrets.Select(WebhookSecret.TryRead).OfType<WebhookSecret>()];
}
