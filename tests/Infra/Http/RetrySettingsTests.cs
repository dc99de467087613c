using PayFunctions.Core.Failures;
using PayFunctions.Infra.Http;

namespace PayFunctions.Tests.Infra.Http;

public class RetrySettingsTests
{
    [Fact]
    public void The_defaults_are_the_plan_of_3_5_and_7_tries()
    {
        Assert.Equal(RetryPlan.Default, new RetryOptions().Plan());
        Assert.True(Judge(new()).Succeeded);
    }

    public static TheoryData<string, RetryOptions> Wrong => new()
    {
        { "Connection", new() { Connection = 0 } },
        { "Refusal", new() { Refusal = 21 } },
        { "System", new() { System = -1 } },
        { "FirstPause", new() { FirstPause = TimeSpan.Zero } },
        { "LongestPause", new() { LongestPause = TimeSpan.FromDays(1) } },
        { "LongestPause", new() { FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromSeconds(1) } },
        { "PauseGrowth", new() { PauseGrowth = double.NaN } },
        { "PauseGrowth", new() { PauseGrowth = 0.5 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_number_that_makes_no_sense_is_refused_by_its_full_name(string setting, RetryOptions options)
    {
        var failure = Assert.Single(Judge(options).Failures!);

        Assert.Contains($"Outbound:Retries:{setting}", failure, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Judge(RetryOptions options) =>
        new RetryOptionsRules().Validate(null, options);
}
