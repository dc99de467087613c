using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>Which networks a provider's callbacks may come from.</summary>
public sealed class AllowedSources(IOptions<EdgeOptions> options)
{
    private readonly FrozenDictionary<string, IPNetwork[]> _networks = options.Value.AllowedSources.ToFrozenDictionary(
        of => of.Key, of => of.Value.Select(network => IPNetwork.Parse(network)).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <param name="source">Null: the host did not say, and so it is on no list.</param>
    public bool Allow(string provider, IPAddress? source)
    {
        if (!_networks.TryGetValue(provider, out var networks) || networks.Length == 0) return true;
        if (source is null) return false;
        foreach (var network in networks)
        {
            if (network.Contains(source)) return true;
        }

        return false;
    }
}
