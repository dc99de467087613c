using PayFunctions.Infra.Alipay;
using PayFunctions.Tests.Infra.Alipay;
using PayFunctions.Tests.Infra.ApplePay;
using PayFunctions.Tests.Infra.AppStore;
using PayFunctions.Tests.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>An app with an account of every provider, whose keys the tests hold on both sides, and nobody to call.</summary>
internal static class FuzzSettings
{
    public const string FunctionKey = "key-of-the-tests";
    public const string AcmesKey = "the-key-of-acme-0001";

    /// <summary>Nothing listens there: a call ends at once.</summary>
    private const string Nobody = "http://127.0.0.1:9";

    public static Dictionary<string, string?> Of(StoreSide store, DeviceSide device, string journal)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Orders:0"] =
                $"DefaultEndpointsProtocol=http;AccountName=fuzzed;AccountKey={Convert.ToBase64String(new byte[32])};TableEndpoint=http://tables.invalid",
            ["Storage:Bills"] = "UseDevelopmentStorage=true", // Nobody asks for bills here.
            ["Storage:Retries"] = "0",
            ["Durable:Journal"] = journal,
            ["FunctionKeys:tests"] = FunctionKey,
            ["Tenants:acme:Keys:0"] = AcmesKey,
            ["Outbound:Resends"] = "0",
            ["Edge:PerSource:PerSecond"] = "1000000",
            ["Edge:PerSource:Burst"] = "1000000",
            ["Edge:PerTenant:PerSecond"] = "1000000",
            ["Edge:PerTenant:Burst"] = "1000000",
            ["Webhooks:Secrets:0"] = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
            ["AppStore:RootCertificates"] = store.Authority.RootPem,
            [$"AppStore:Apps:{StoreSide.BundleId}:AppAppleId"] = $"{StoreSide.AppAppleId}",
            ["ApplePay:RootCertificates"] = device.Authority.RootPem,
            [$"ApplePay:Merchants:{DeviceSide.MerchantId}:PrivateKeys:0"] = DeviceSide.Pem(device.Ec),
            [$"ApplePay:Merchants:{DeviceSide.MerchantId}:PrivateKeys:1"] = DeviceSide.Pem(device.Rsa),
            [$"ApplePay:Merchants:{DeviceSide.MerchantId}:AcquirerUrl"] = Nobody,
            [$"ApplePay:Merchants:{DeviceSide.MerchantId}:AcquirerKey"] = "k",
        };
        AddWeChatPay(settings);
        AddAlipay(settings, AlipaySide.AppId, AlipaySide.PublicKeyMode());
        AddAlipay(settings, AlipaySide.CertificateAppId, AlipaySide.CertificateMode());
        AddUnionPay(settings);
        return settings;
    }

    private static void AddWeChatPay(Dictionary<string, string?> settings)
    {
        var (own, section) = (WeChatPaySide.Options(publicKeyMode: true), $"WeChatPay:Merchants:{WeChatPaySide.MerchantId}:");
        settings[section + "AppId"] = own.AppId;
        settings[section + "SerialNumber"] = own.SerialNumber;
        settings[section + "PrivateKey"] = own.PrivateKey;
        settings[section + "ApiV3Key"] = own.ApiV3Key;
        settings[section + "PublicKeyId"] = own.PublicKeyId;
        settings[section + "PublicKey"] = own.PublicKey;
        settings[section + "NotifyUrl"] = own.NotifyUrl;
        settings[section + "BaseUrl"] = Nobody;
        settings[section + "Receivers:0"] = MerchantInputs.Receiver;
    }

    private static void AddAlipay(Dictionary<string, string?> settings, string appId, AlipayAppOptions own)
    {
        var section = $"Alipay:Apps:{appId}:";
        settings[section + "PrivateKey"] = own.PrivateKey;
        settings[section + "PublicKey"] = own.PublicKey;
        settings[section + "AppCertificate"] = own.AppCertificate;
        settings[section + "AlipayCertificate"] = own.AlipayCertificate;
        settings[section + "RootCertificates"] = own.RootCertificates;
        settings[section + "SellerId"] = own.SellerId;
        settings[section + "NotifyUrl"] = own.NotifyUrl;
        settings[section + "GatewayUrl"] = Nobody + "/gateway.do";
    }

    private static void AddUnionPay(Dictionary<string, string?> settings)
    {
        var (own, section) = (UnionPaySide.Options(), $"UnionPay:Merchants:{UnionPaySide.MerchantId}:");
        settings[section + "PrivateKey"] = own.PrivateKey;
        settings[section + "SigningCertificate"] = own.SigningCertificate;
        settings[section + "RootCertificates"] = own.RootCertificates;
        settings[section + "MiddleCertificates"] = own.MiddleCertificates;
        settings[section + "SignerName"] = own.SignerName;
        settings[section + "NotifyUrl"] = own.NotifyUrl;
        settings[section + "GatewayUrl"] = Nobody;
    }
}
