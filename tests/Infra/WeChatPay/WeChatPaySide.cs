using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>The provider's side, with real keys of the tests' own making: signs, encrypts, hands out
/// certificates.</summary>
internal sealed class WeChatPaySide
{
    public const string ApiV3Key = "0123456789abcdefghijklmnopqrstuv";
    public const string MerchantId = "1900000001";
    public const string MerchantSerial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    public const string PublicKeyId = "PUB_KEY_ID_0119000000012024110100000000000001";

    // Made once: a 2048-bit key takes a while.
    public static readonly RSA MerchantKey = SpareKeys.Take();
    public static readonly RSA PlatformKey = SpareKeys.Take();
    public static readonly RSA OtherKey = SpareKeys.Take();

    public static X509Certificate2 Certificate(RSA key, DateTimeOffset from, DateTimeOffset to, byte serial = 0x5D) =>
        new CertificateRequest("CN=Tenpay.com sign (test)", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(
                new("CN=Tenpay.com Root CA (test)"),
                X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
                from, to, [serial, .. Enumerable.Repeat((byte)0xEA, 19)]);

    public static WeChatPayMerchantOptions Options(bool publicKeyMode = false) => new()
    {
        AppId = "wx0000000000000001",
        SerialNumber = MerchantSerial,
        PrivateKey = MerchantKey.ExportPkcs8PrivateKeyPem(),
        ApiV3Key = ApiV3Key,
        PublicKeyId = publicKeyMode ? PublicKeyId : null,
        PublicKey = publicKeyMode ? PlatformKey.ExportSubjectPublicKeyInfoPem() : null,
        NotifyUrl = "https://pay.example.com/api/callbacks/wechatpay/1900000001",
    };

    public static SignatureHeaders Sign(RSA key, string serial, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        const string Nonce = "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz";
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{Nonce}\n"), .. body, (byte)'\n'];
        var signature = key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new(timestamp, Nonce, Convert.ToBase64String(signature), serial, "WECHATPAY2-SHA256-RSA2048");
    }

    public static string Seal(string plain, string nonce, string associated, string key = ApiV3Key)
    {
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(key), 16);
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (cipher, tag) = (new byte[bytes.Length], new byte[16]);
        aes.Encrypt(Encoding.UTF8.GetBytes(nonce), bytes, cipher, tag, Encoding.UTF8.GetBytes(associated));
        return Convert.ToBase64String([.. cipher, .. tag]);
    }

    public static byte[] Envelope(
        string resource, string id = "EV-0001", string type = "TRANSACTION.SUCCESS", string key = ApiV3Key,
        string algorithm = "AEAD_AES_256_GCM") => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{id}}","create_time":"2024-03-01T08:00:06+08:00","event_type":"{{type}}","resource_type":"encrypt-resource","summary":"支付成功","resource":{"original_type":"transaction","algorithm":"{{algorithm}}","ciphertext":"{{Seal(resource, "0123456789ab", "transaction", key)}}","associated_data":"transaction","nonce":"0123456789ab"}""" + "}");

    public static string Transaction(
        string state = "SUCCESS", string outTradeNo = "ORD0001", string attach = "1", string amount = """{"total":1230,"payer_total":1230,"currency":"CNY","payer_currency":"CNY"}""",
        string transactionId = "4200000000202403010000000001", string merchantId = MerchantId) =>
        $$"""{"mchid":"{{merchantId}}","appid":"wx0000000000000001","out_trade_no":"{{outTradeNo}}","transaction_id":"{{transactionId}}","trade_type":"NATIVE","trade_state":"{{state}}","trade_state_desc":"支付成功","bank_type":"OTHERS","attach":"{{attach}}","success_time":"2024-03-01T08:00:05+08:00","payer":{"openid":"oAAAA"},"amount":{{amount}}}""";

    public static string CertificateList(params X509Certificate2[] certificates) => $$"""{"data":[{{string.Join(
        ',', certificates.Select(certificate => CertificateItem(certificate)))}}]}""";

    public static string CertificateItem(
        X509Certificate2 certificate, string? serial = null, DateTimeOffset? until = null) =>
        $$"""{"serial_no":"{{serial ?? certificate.SerialNumber}}","effective_time":"{{Time(certificate.NotBefore)}}","expire_time":"{{Time(until ?? certificate.NotAfter)}}","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM","nonce":"14b16c03dc1b","associated_data":"certificate","ciphertext":"{{Seal(certificate.ExportCertificatePem(), "14b16c03dc1b", "certificate")}}"}""" + "}";

    private static string Time(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
