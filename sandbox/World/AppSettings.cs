using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.World;

/// <summary>
/// The app's settings in this world, as environment variables. Times are the real ones at the world's scale.
/// </summary>
internal static class AppSettings
{
    /// <summary>Who may receive shares of the merchants' payments.</summary>
    public const string Partner = "1900000011";

    public const string Agent = "1900000012";

    /// <summary>The key of another merchant's systems, the tenant <c>acme</c>.</summary>
    public const string ForeignKey = "the-key-of-another-merchant";

    public static Dictionary<string, string> Of(
        SimulatedWeChatPay provider, string storage, string folder, string functionKey, Uri app, WorldPace pace,
        string webhookSecret)
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["AzureWebJobsScriptRoot"] = Path.Combine(folder, "app"),
            ["Durable__Journal"] = Path.Combine(folder, "journal"),
            ["FunctionKeys__sandbox"] = functionKey,
            ["Webhooks__Secrets__0"] = webhookSecret,
            ["Webhooks__AllowPrivateAddresses"] = "true", // The merchant's endpoint is on this machine.
        };
        settings["WeChatPay__PlatformIssuer"] = provider.Certificates.AuthorityPem;
        settings["Tenants__acme__Keys__0"] = ForeignKey;
        foreach (var (name, value) in pace.Settings) settings[name] = value;
        AddMerchant(settings, provider.PlatformMode, provider.Url, app);
        AddMerchant(settings, provider.PublicKeyMode, provider.Url, app);
        return settings;
    }

    public static void AddAlipay(Dictionary<string, string> settings, SimulatedAlipay alipay, Uri app)
    {
        foreach (var application in new[] { alipay.PublicKeyMode, alipay.CertificateMode })
        {
            var section = $"Alipay__Apps__{application.AppId}__";
            settings[section + "PrivateKey"] = application.PrivateKeyPem;
            settings[section + "SellerId"] = application.SellerId;
            settings[section + "GatewayUrl"] = alipay.Gateway.AbsoluteUri;
            settings[section + "NotifyUrl"] = new Uri(app, "api/callbacks/alipay").AbsoluteUri;
            if (application.Certificates is not { } certificates)
            {
                settings[section + "PublicKey"] = application.PlatformPublicKeyPem;
                continue;
            }

            settings[section + "AppCertificate"] = certificates.AppPem;
            settings[section + "AlipayCertificate"] = certificates.AlipayPem;
            settings[section + "RootCertificates"] = certificates.RootsPem;
            settings[section + "ContentKey"] = application.ContentKey!;
        }
    }

    public static void AddUnionPay(Dictionary<string, string> settings, SimulatedUnionPay unionPay, Uri app)
    {
        var section = $"UnionPay__Merchants__{unionPay.Shop.MerchantId}__";
        settings[section + "PrivateKey"] = unionPay.Shop.PrivateKeyPem;
        settings[section + "SigningCertificate"] = unionPay.Shop.CertificatePem;
        settings[section + "RootCertificates"] = unionPay.Authority.RootPem;
        settings[section + "MiddleCertificates"] = unionPay.Authority.MiddlePem;
        settings[section + "SignerName"] = unionPay.SignerName;
        settings[section + "GatewayUrl"] = unionPay.Url.AbsoluteUri;
        settings[section + "NotifyUrl"] = new Uri(app, "api/callbacks/unionpay").AbsoluteUri;
    }

    private static void AddMerchant(Dictionary<string, string> settings, MerchantAccount account, Uri provider, Uri app)
    {
        var section = $"WeChatPay__Merchants__{account.MerchantId}__";
        settings[section + "AppId"] = account.AppId;
        settings[section + "SerialNumber"] = account.SerialNumber;
        settings[section + "PrivateKey"] = account.PrivateKeyPem;
        settings[section + "ApiV3Key"] = account.ApiV3Key;
        settings[section + "BaseUrl"] = provider.AbsoluteUri.TrimEnd('/');
        settings[section + "NotifyUrl"] = new Uri(app, $"api/callbacks/wechatpay/{account.MerchantId}").AbsoluteUri;
        settings[section + "Receivers__0"] = Partner;
        settings[section + "Receivers__1"] = Agent;
        if (account.PublicKey is not { } key) return;
        settings[section + "PublicKeyId"] = key.Serial;
        settings[section + "PublicKey"] = key.PublicKeyPem;
    }
}
