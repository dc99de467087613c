using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Healing;

/// <summary>What <c>Healing:*</c> may be.</summary>
internal sealed class HealingOptionsRules : IValidateOptions<HealingOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public ValidateOptionsResult Validate(string? name, HealingOptions options)
    {
        var wrong = new List<string>();
        Positive(nameof(options.LooksBack), options.LooksBack, "60.00:00:00");
        Positive(nameof(options.LeaseFor), options.LeaseFor, "00:04:00");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value > TimeSpan.Zero && value <= Longest) return;
            wrong.Add(Settings.Wrong(
                $"{HealingOptions.Section}:{setting}", "must be more than nothing and at most 400 days", example));
        }
    }
}
