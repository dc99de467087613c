using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// One breaker an address and tenant, in this process: an address that is down is not hammered by every order's
/// messages, and no tenant can shut another's.
/// </summary>
public sealed class Breakers(IOptionsMonitor<WebhookOptions> options, TimeProvider clock, ILogger<Breakers> log)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Tenant, string Address), Breaker> _byAddress = new();

    internal bool TryPass(string tenant, Uri address) =>
        Of(tenant, address).TryPass(clock.GetUtcNow(), options.CurrentValue.BreakerOpens);

    internal void Heard(string tenant, Uri address, SendResult result)
    {
        var (breaker, now, settings) = (Of(tenant, address), clock.GetUtcNow(), options.CurrentValue);
        if (!SendOutcomes.SpeaksAgainstAddress(result.Outcome, result.Status))
        {
            if (breaker.Succeeded(now)) log.BreakerClosed(tenant, address.Authority);
        }
        else if (breaker.Failed(now, settings.BreakerFailures, settings.BreakerOpens))
        {
            log.BreakerOpened(tenant, address.Authority, settings.BreakerFailures, settings.BreakerOpens);
        }
    }

    private Breaker Of(string tenant, Uri address)
    {
        if (_byAddress.Count >= Most) Forget();
        return _byAddress.GetOrAdd((tenant, address.GetLeftPart(UriPartial.Path)), static _ => new());
    }

    /// <summary>
    /// Merchants name addresses without end: those not used for long go, and cost a few attempts at most.
    /// </summary>
    private void Forget()
    {
        foreach (var old in _byAddress.OrderBy(one => one.Value.LastUsed).Take(Most / 2)) _byAddress.TryRemove(old);
    }
}
