using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Callbacks;

/// <summary>What <c>Callbacks:*</c> may be.</summary>
internal sealed class CallbackOptionsRules : IValidateOptions<CallbackOptions>
{
    private const int BodyBytesMax = 16 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, CallbackOptions options)
    {
        var wrong = new List<string>();
        if (options.Freshness <= TimeSpan.Zero || options.Freshness > TimeSpan.FromHours(1))
            wrong.Add(
                Settings.Wrong("Callbacks:Freshness", "must be more than nothing and at most an hour", "00:05:00"));
        if (options.MaxBodyBytes is < 1024 or > BodyBytesMax)
            wrong.Add(Settings.Wrong("Callbacks:MaxBodyBytes", "must be from 1024 to 16777216", "65536"));
        if (options.AnswerWithin <= TimeSpan.Zero || options.AnswerWithin > TimeSpan.FromMinutes(1))
            wrong.Add(Settings.Wrong("Callbacks:AnswerWithin", "must be more than nothing and at most a minute", "00:00:04.5"));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
