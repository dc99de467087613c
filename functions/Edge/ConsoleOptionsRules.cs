using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Edge;

/// <summary>What <c>Console:*</c> may be.</summary>
internal sealed class ConsoleOptionsRules : IValidateOptions<ConsoleOptions>
{
    private const int NameCharsMax = 64;
    private const int KeyCharsMin = 16;
    private const int KeyCharsMax = 255;

    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (person, one) in options.People)
        {
            var setting = $"{ConsoleOptions.Section}:People:{person}";
            if (person.Length > NameCharsMax || person.Any(char.IsControl) || string.IsNullOrWhiteSpace(person))
                Wrong(setting, $"names nobody: a name has 1 to {NameCharsMax} characters", "Console:People:ann:Key");
            if (one.Key.Length is < KeyCharsMin or > KeyCharsMax)
                Wrong($"{setting}:Key", "is not 16 to 255 characters", "a random text of 16 to 255 characters");
            else if (!seen.Add(one.Key))
                Wrong($"{setting}:Key", "is given twice: a key is one person's", "a random text of 16 to 255 characters");
            if (!Enum.IsDefined(one.Role)) Wrong($"{setting}:Role", "is no role", "Reader, or Operator");
            if (!TenantRule.Accepts(one.Tenant)) Wrong($"{setting}:Tenant", TenantRule.Broken, Callers.Default);
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Wrong(string setting, string what, string example) => wrong.Add(Settings.Wrong(setting, what, example));
    }
}
