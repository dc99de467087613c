using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Orders;

/// <summary>Somebody has to pay: an app without an account at any provider does not start.</summary>
internal sealed class AccountsRule(IConfiguration configuration) : IValidateOptions<OrdersOptions>
{
    private static readonly string[] Accounts =
    [
        $"{WeChatPayOptions.Section}:{nameof(WeChatPayOptions.Merchants)}",
        $"{AlipayOptions.Section}:{nameof(AlipayOptions.Apps)}",
        $"{UnionPayOptions.Section}:{nameof(UnionPayOptions.Merchants)}",
        $"{AppStoreOptions.Section}:{nameof(AppStoreOptions.Apps)}",
    ];

    public ValidateOptionsResult Validate(string? name, OrdersOptions options) =>
        Accounts.Any(section => configuration.GetSection(section).GetChildren().Any())
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(Settings.Wrong(
                $"{Accounts[0]}:{{merchantId}}:AppId", "is missing: no account is configured, nor at Alipay, UnionPay or the App Store",
                "WeChatPay__Merchants__1900000001__AppId=wx0000000000000001"));
}
