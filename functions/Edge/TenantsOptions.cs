using Microsoft.Extensions.Configuration;

namespace PayFunctions.Edge;

/// <summary>Settings <c>Tenants:{tenant}:Keys:{n}</c>: what a tenant's own system sends as <c>x-api-key</c>.</summary>
public sealed class TenantsOptions
{
    public const string Section = "Tenants";

    /// <summary>How the settings of <see cref="Keys"/> are named; they are bound by hand.</summary>
    public const string NameOfKeys = "Tenants:{tenant}:Keys:0…n";

    /// <summary>16 to 255 characters each; several while one is replaced. No two tenants share one.</summary>
    public Dictionary<string, IReadOnlyList<string>> Keys { get; } = new(StringComparer.Ordinal);

    internal void Read(IConfigurationSection section)
    {
        foreach (var tenant in section.GetChildren())
        {
            var keys = tenant.GetSection("Keys");
            Keys[tenant.Key] = keys.Value is { } only ? [only] : [.. keys.GetChildren().Select(key => key.Value ?? "")];
        }
    }
}
