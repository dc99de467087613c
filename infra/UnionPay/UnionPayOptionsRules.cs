using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Stops the start when a merchant's setting is missing or unreadable, and says which, where it is read and how
/// it looks.</summary>
internal sealed class UnionPayOptionsRules : IValidateOptions<UnionPayOptions>
{
    public const int MerchantIdLength = 15;

    public ValidateOptionsResult Validate(string? name, UnionPayOptions options)
    {
        var wrong = new List<string>();
        foreach (var (merchantId, merchant) in options.Merchants)
        {
            var rules = new MerchantRules($"{UnionPayOptions.Section}:Merchants:{merchantId}", merchant, wrong);
            if (merchantId.Length != MerchantIdLength || !merchantId.All(char.IsAsciiLetterOrDigit))
            {
                rules.Wrong(
                    nameof(merchant.PrivateKey), "stands under a merId that is not 15 digits or letters",
                    "UnionPay:Merchants:777290058110048:PrivateKey");
            }
            rules.Check();
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
