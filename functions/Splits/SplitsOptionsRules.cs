using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Splits;

/// <summary>What <c>Splits:*</c> may be.</summary>
internal sealed class SplitsOptionsRules : IValidateOptions<SplitsOptions>
{
    private const double GrowthMax = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, SplitsOptions options)
    {
        var wrong = new List<string>();
        if (options.NotBefore < TimeSpan.Zero || options.NotBefore > Longest)
            Wrong(nameof(options.NotBefore), "must be from nothing to 365 days", "00:01:00");
        Positive(nameof(options.FirstPoll), options.FirstPoll, "00:00:15");
        Positive(nameof(options.LongestPoll), options.LongestPoll, "01:00:00");
        Positive(nameof(options.GiveUpAfter), options.GiveUpAfter, "30.00:00:00");
        if (!(options.PollGrowth is >= 1 and <= GrowthMax))
            Wrong(nameof(options.PollGrowth), "must be from 1 to 10", "2");
        if (options.LongestPoll < options.FirstPoll)
            Wrong(nameof(options.LongestPoll), "must not be below Splits:FirstPoll", "01:00:00");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > Longest)
                Wrong(setting, "must be more than nothing and at most 365 days", example);
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{SplitsOptions.Section}:{setting}", what, example));
    }
}
