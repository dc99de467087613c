using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Orders;

/// <summary>What <c>Orders:*</c> may be.</summary>
internal sealed class OrdersOptionsRules : IValidateOptions<OrdersOptions>
{
    private const double GrowthMax = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    public ValidateOptionsResult Validate(string? name, OrdersOptions options)
    {
        var wrong = new List<string>();
        Positive(nameof(options.ExpiresIn), options.ExpiresIn, "00:30:00");
        Positive(nameof(options.ShortestExpiry), options.ShortestExpiry, "00:01:00");
        Positive(nameof(options.LongestExpiry), options.LongestExpiry, "7.00:00:00");
        Positive(nameof(options.FirstPoll), options.FirstPoll, "00:00:30");
        Positive(nameof(options.LongestPoll), options.LongestPoll, "00:10:00");
        Positive(nameof(options.LongestClosePoll), options.LongestClosePoll, "01:00:00");
        Positive(nameof(options.GiveUpAfter), options.GiveUpAfter, "7.00:00:00");
        Positive(nameof(options.PrepayRetryAfter), options.PrepayRetryAfter, "00:00:02");
        if (!(options.PollGrowth is >= 1 and <= GrowthMax))
            Wrong(nameof(options.PollGrowth), "must be from 1 to 10", "2");
        if (options.ExpiresIn < options.ShortestExpiry || options.ExpiresIn > options.LongestExpiry)
        {
            Wrong(nameof(options.ExpiresIn), "must be within Orders:ShortestExpiry and Orders:LongestExpiry",
                "00:30:00");
        }

        if (options.LongestPoll < options.FirstPoll)
            Wrong(nameof(options.LongestPoll), "must not be below Orders:FirstPoll", "00:10:00");
        if (options.LongestClosePoll < options.FirstPoll)
            Wrong(nameof(options.LongestClosePoll), "must not be below Orders:FirstPoll", "01:00:00");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > Longest)
                Wrong(setting, "must be more than nothing and at most 60 days", example);
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{OrdersOptions.Section}:{setting}", what, example));
    }
}
