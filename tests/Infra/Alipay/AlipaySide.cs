using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.Alipay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Alipay's side, with real keys of the tests' own making: signs notifications and answers.</summary>
internal static class AlipaySide
{
    public const string AppId = "2021000000000011";
    public const string CertificateAppId = "2021000000000012";
    private const string Authority = "CN=Tests CA, OU=Tests, O=PayFunctions, C=CN";
    public const string SellerId = "2088000000000001";

    // Made once: a 2048-bit key takes a while.
    public static readonly RSA AppKey = SpareKeys.Take();
    public static readonly RSA AlipayKey = SpareKeys.Take();
    public static readonly RSA OtherKey = SpareKeys.Take();

    public static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 10, TimeSpan.Zero);

    public static readonly X509Certificate2 AlipayCertificate = Certificate(AlipayKey, "Alipay", 1);
    public static readonly X509Certificate2 ExpiredCertificate =
        Certificate(AlipayKey, "Alipay", 2, until: Now.AddDays(-1));

    /// <summary>What issues them all.</summary>
    public static readonly X509Certificate2 Root = RootOf(OtherKey);

    public static AlipayAppOptions PublicKeyMode() => new()
    {
        PrivateKey = AppKey.ExportPkcs8PrivateKeyPem(),
        PublicKey = AlipayKey.ExportSubjectPublicKeyInfoPem(),
        SellerId = SellerId,
        NotifyUrl = "https://pay.example.com/api/callbacks/alipay",
    };

    public static AlipayAppOptions CertificateMode() => new()
    {
        PrivateKey = AppKey.ExportPkcs8PrivateKeyPem(),
        AppCertificate = Certificate(AppKey, AppId, 7).ExportCertificatePem(),
        AlipayCertificate =
            AlipayCertificate.ExportCertificatePem() + "\n" + ExpiredCertificate.ExportCertificatePem(),
        RootCertificates = Root.ExportCertificatePem(),
        SellerId = SellerId,
        NotifyUrl = "https://pay.example.com/api/callbacks/alipay",
    };

    public static X509Certificate2 RootOf(RSA key)
    {
        var request = new CertificateRequest(Authority, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddYears(-3), Now.AddYears(30));
    }

    public static X509Certificate2 Certificate(RSA key, string name, byte serial, DateTimeOffset? until = null) =>
        new CertificateRequest($"CN={name}, OU=Tests, O=PayFunctions, C=CN", key, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).Create(
                new(Authority),
                X509SignatureGenerator.CreateForRSA(OtherKey, RSASignaturePadding.Pkcs1),
                Now.AddYears(-2), until ?? Now.AddYears(20), [serial, 1, 2, 3]);

    /// <summary>A payment's notification before it is signed.</summary>
    public static Dictionary<string, string> Fields(string orderId = "ORD0001", string appId = AppId) => new()
    {
        ["gmt_create"] = "2024-03-01 08:00:00",
        ["charset"] = "utf-8",
        ["seller_email"] = "shop@example.com",
        ["subject"] = "一壶茶 Tea & cake + 10%",
        ["buyer_id"] = "2088000000000099",
        ["invoice_amount"] = "12.30",
        ["notify_id"] = "2024030100222080005068440559358070",
        ["fund_bill_list"] = """[{"amount":"12.30","fundChannel":"ALIPAYACCOUNT"}]""",
        ["notify_type"] = "trade_status_sync",
        ["trade_status"] = "TRADE_SUCCESS",
        ["receipt_amount"] = "12.30",
        ["buyer_pay_amount"] = "12.30",
        ["app_id"] = appId,
        ["seller_id"] = SellerId,
        ["gmt_payment"] = "2024-03-01 08:00:05",
        ["notify_time"] = "2024-03-01 08:00:06",
        ["version"] = "1.0",
        ["out_trade_no"] = orderId,
        ["total_amount"] = "12.30",
        ["trade_no"] = "2024030122001400000000000001",
        ["auth_app_id"] = appId,
        ["buyer_logon_id"] = "abc***@example.com",
        ["point_amount"] = "0.00",
    };

    public static Dictionary<string, string> With(
        this Dictionary<string, string> fields, params (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null) fields.Remove(name);
            else fields[name] = value;
        }
        return fields;
    }

    public static byte[] Signed(Dictionary<string, string> fields, RSA? key = null, bool certificateMode = false) =>
        Form(Sign(fields, key, certificateMode));

    public static Dictionary<string, string> Sign(
        Dictionary<string, string> fields, RSA? key = null, bool certificateMode = false,
        HashAlgorithmName? hash = null)
    {
        var text = string.Join('&', fields
            .Where(one => one.Value.Length > 0 && one.Key is not ("sign" or "sign_type")
                && !(certificateMode && one.Key == "alipay_cert_sn"))
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));
        var signature = (key ?? AlipayKey).SignData(
            Encoding.UTF8.GetBytes(text), hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new(fields) { ["sign"] = Convert.ToBase64String(signature), ["sign_type"] = "RSA2" };
    }

    public static byte[] Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(
            one => $"{one.Key}={Uri.EscapeDataString(one.Value).Replace("%20", "+", StringComparison.Ordinal)}")));

    /// <summary>An answer as the gateway writes it.</summary>
    public static string Answer(string method, string node, RSA? key = null)
    {
        var signature = (key ?? AlipayKey).SignData(
            Encoding.UTF8.GetBytes(node), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $$"""{"{{method.Replace('.', '_')}}_response":{{node}},"sign":"{{Convert.ToBase64String(signature)}}"}""";
    }
}
