using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Edge;

/// <summary>What <c>Tenants:*</c> may be.</summary>
internal sealed class TenantsOptionsRules : IValidateOptions<TenantsOptions>
{
    private const int KeyCharsMin = 16;
    private const int KeyCharsMax = 255;
    private const string Example = "a random text of 16 to 255 characters";

    public ValidateOptionsResult Validate(string? name, TenantsOptions options)
    {
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tenant, keys) in options.Keys)
        {
            var setting = $"{TenantsOptions.Section}:{tenant}:Keys";
            if (!TenantRule.Accepts(tenant)) Wrong(setting, $"names a tenant that {TenantRule.Broken}");
            if (keys.Count == 0) Wrong($"{setting}:0", "is missing");
            for (var i = 0; i < keys.Count; i++) Check($"{setting}:{i}", keys[i]);
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(string setting, string key)
        {
            if (key.Length is < KeyCharsMin or > KeyCharsMax) Wrong(setting, "is not 16 to 255 characters");
            else if (!seen.Add(key)) Wrong(setting, "is given twice: a key speaks for one tenant");
        }

        void Wrong(string setting, string what) => wrong.Add(Settings.Wrong(setting, what, Example));
    }
}
