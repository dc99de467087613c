using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Http;

/// <summary>What <c>Outbound:Retries:*</c> may be.</summary>
internal sealed class RetryOptionsRules : IValidateOptions<RetryOptions>
{
    private const int TriesMax = 20; // Each is a handful of events in an orchestration's history.

    public ValidateOptionsResult Validate(string? name, RetryOptions options)
    {
        var wrong = new List<string>();
        Tries(nameof(options.Connection), options.Connection, "3");
        Tries(nameof(options.Refusal), options.Refusal, "5");
        Tries(nameof(options.System), options.System, "7");
        Pause(nameof(options.FirstPause), options.FirstPause, "00:00:01");
        Pause(nameof(options.LongestPause), options.LongestPause, "00:00:30");
        if (options.LongestPause < options.FirstPause)
            Wrong(nameof(options.LongestPause), "must not be below Outbound:Retries:FirstPause", "00:00:30");
        if (!(options.PauseGrowth is >= 1 and <= 10)) Wrong(nameof(options.PauseGrowth), "must be from 1 to 10", "2");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Tries(string setting, int value, string example)
        {
            if (value is < 1 or > TriesMax) Wrong(setting, $"must be from 1 to {TriesMax}", example);
        }

        void Pause(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                Wrong(setting, "must be more than nothing and at most an hour", example);
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{RetryOptions.Section}:{setting}", what, example));
    }
}
