using System.Net;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Edge;

/// <summary>What <c>Edge:*</c> may be.</summary>
internal sealed class EdgeOptionsRules : IValidateOptions<EdgeOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var wrong = new List<string>();
        Networks(nameof(options.TrustedProxies), options.TrustedProxies);
        foreach (var (provider, networks) in options.AllowedSources)
        {
            var setting = $"{nameof(options.AllowedSources)}:{provider}";
            if (!ProviderDoors.Providers.Contains(provider, StringComparer.OrdinalIgnoreCase))
                Wrong(setting, "names no provider", $"one of {string.Join(", ", ProviderDoors.Providers)}");
            Networks(setting, networks);
        }

        Rate(nameof(options.PerSource), options.PerSource);
        Rate(nameof(options.PerTenant), options.PerTenant);
        if (options.RefusalsOfNote is < 1 or > Most) Wrong(nameof(options.RefusalsOfNote), $"must be from 1 to {Most}", "50");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Networks(string setting, IReadOnlyList<string> networks)
        {
            for (var i = 0; i < networks.Count; i++)
            {
                if (!IPNetwork.TryParse(networks[i], out _)) Wrong($"{setting}:{i}", "is no network", "203.0.113.0/24");
            }
        }

        void Rate(string setting, RateOptions rate)
        {
            if (rate.PerSecond is < 1 or > Most) Wrong($"{setting}:PerSecond", $"must be from 1 to {Most}", "1000");
            if (rate.Burst is < 1 or > Most) Wrong($"{setting}:Burst", $"must be from 1 to {Most}", "2000");
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{EdgeOptions.Section}:{setting}", what, example));
    }
}
