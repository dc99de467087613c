using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Alipay;

/// <summary>Stops the start when an application's setting is missing or unreadable, and says which, where it is read and
/// how it looks.</summary>
internal sealed class AlipayOptionsRules : IValidateOptions<AlipayOptions>
{
    public const int AppIdDigitsMax = 32;

    public ValidateOptionsResult Validate(string? name, AlipayOptions options)
    {
        var wrong = new List<string>();
        foreach (var (appId, app) in options.Apps)
        {
            var rules = new AppRules($"{AlipayOptions.Section}:Apps:{appId}", app, wrong);
            if (appId.Length > AppIdDigitsMax || !appId.All(char.IsAsciiDigit))
            {
                rules.Wrong(
                    nameof(app.PrivateKey), "stands under an app_id that is not made of digits",
                    "Alipay:Apps:2021000000000001:PrivateKey");
            }
            rules.Check();
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
