using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Stops the start when a merchant's setting is missing or unreadable, and says which, where it is read and
/// how it looks.</summary>
internal sealed class WeChatPayOptionsRules : IValidateOptions<WeChatPayOptions>
{
    private const int MerchantDigitsMax = 32;

    public ValidateOptionsResult Validate(string? name, WeChatPayOptions options)
    {
        var wrong = new List<string>();
        if (!IsIssuer(options.PlatformIssuer))
        {
            wrong.Add(Settings.Wrong(
                "WeChatPay:PlatformIssuer", "is not one or more certificates in PEM",
                "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----"));
        }
        foreach (var (merchantId, merchant) in options.Merchants)
        {
            var rules = new MerchantRules($"WeChatPay:Merchants:{merchantId}", merchant, wrong);
            if (merchantId.Length > MerchantDigitsMax || !merchantId.All(char.IsAsciiDigit))
                rules.Wrong(
                    "AppId", "stands under a merchant id that is not made of digits",
                    "WeChatPay:Merchants:1900000001:AppId");
            rules.Check();
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsIssuer(string? pem)
    {
        try
        {
            return string.IsNullOrWhiteSpace(pem) || IssuerCheck.Of(pem).IsConfigured;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
