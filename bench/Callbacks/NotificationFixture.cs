using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Bench.Callbacks;

/// <summary>Genuine notifications of the real shape, each with its own order, signed and sealed with keys of this
/// run's making.</summary>
internal sealed class NotificationFixture
{
    public const string MerchantId = "1900000001";
    public const string AppId = "wx0000000000000001";
    public const string MerchantSerial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    public const string PublicKeyId = "PUB_KEY_ID_0119000000012024110100000000000001";

    private const string Associated = "transaction";

    public static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 10, TimeSpan.Zero);

    private readonly X509Certificate2 _certificate;

    public NotificationFixture(int count)
    {
        ApiV3Key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var request = new CertificateRequest(
            "CN=Tenpay.com sign (bench)", PlatformKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(4));
        Notifications = [.. Enumerable.Range(1, count).Select(Make)];
    }

    public RSA MerchantKey { get; } = RSA.Create(2048);

    public RSA PlatformKey { get; } = RSA.Create(2048);

    public string ApiV3Key { get; }

    public IReadOnlyList<Notification> Notifications { get; }

    /// <summary>One notification as it would arrive, and the message its signature is over.</summary>
    public sealed record Notification(
        string OutTradeNo, SignatureHeaders Headers, byte[] Body, byte[] Message, byte[] Signature);

    /// <summary>The same bytes for the peers in Node.</summary>
    public void WriteTo(string path) => File.WriteAllText(path, JsonSerializer.Serialize(new
    {
        appId = AppId,
        merchantId = MerchantId,
        merchantSerial = MerchantSerial,
        merchantKey = MerchantKey.ExportPkcs8PrivateKeyPem(),
        apiV3Key = ApiV3Key,
        publicKey = PlatformKey.ExportSubjectPublicKeyInfoPem(),
        certificate = _certificate.ExportCertificatePem(),
        certificateSerial = _certificate.SerialNumber,
        certificateList = new
        {
            data = new[]
            {
                new
                {
                    serial_no = _certificate.SerialNumber,
                    encrypt_certificate = new
                    {
                        ciphertext = Seal(_certificate.ExportCertificatePem(), "certificate", "14b16c03dc1b"),
                        associated_data = "certificate",
                        nonce = "14b16c03dc1b",
                    },
                },
            },
        },
        notifications = Notifications.Select(one => new
        {
            timestamp = one.Headers.Timestamp,
            nonce = one.Headers.Nonce,
            signature = one.Headers.Signature,
            body = Convert.ToBase64String(one.Body),
            outTradeNo = one.OutTradeNo,
        }),
    }));

    private Notification Make(int number)
    {
        var outTradeNo = string.Create(CultureInfo.InvariantCulture, $"ORD20240301{number:D9}");
        var nonce = RandomNumberGenerator.GetHexString(12, lowercase: true);
        var resource =
            $$$"""{"mchid":"{{{MerchantId}}}","appid":"{{{AppId}}}","out_trade_no":"{{{outTradeNo}}}","transaction_id":"42000020{{{number:D20}}}","trade_type":"NATIVE","trade_state":"SUCCESS","trade_state_desc":"支付成功","bank_type":"CMB_DEBIT","attach":"1","success_time":"2024-03-01T08:00:05+08:00","payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},"scene_info":{"device_id":"013467007045764"},"amount":{"total":{{{100 + number}}},"payer_total":{{{100 + number}}},"currency":"CNY","payer_currency":"CNY"}}""";
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"id":"{{{Guid.NewGuid()}}}","create_time":"2024-03-01T08:00:06+08:00","resource_type":"encrypt-resource","event_type":"TRANSACTION.SUCCESS","summary":"支付成功","resource":{"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"{{{Seal(resource, Associated, nonce)}}}","associated_data":"{{{Associated}}}","nonce":"{{{nonce}}}"}}""");
        return Sign(outTradeNo, body);
    }

    private Notification Sign(string outTradeNo, byte[] body)
    {
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce =
            RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 32);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        var signature = PlatformKey.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var headers = new SignatureHeaders(
            timestamp, nonce, Convert.ToBase64String(signature), PublicKeyId, "WECHATPAY2-SHA256-RSA2048");
        return new(outTradeNo, headers, body, message, signature);
    }

    private string Seal(string plain, string associated, string nonce)
    {
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(ApiV3Key), 16);
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (cipher, tag) = (new byte[bytes.Length], new byte[16]);
        aes.Encrypt(Encoding.ASCII.GetBytes(nonce), bytes, cipher, tag, Encoding.ASCII.GetBytes(associated));
        return Convert.ToBase64String([.. cipher, .. tag]);
    }
}
