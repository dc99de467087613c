using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PayFunctions.Bench.Callbacks.UnionPay;

/// <summary>Genuine notifications of the real shape, each of its own order, with a certificate of this run's making in
/// each.</summary>
internal sealed class UnionPayFixture
{
    public const string MerchantId = "777290058110048";
    public const string SignerName = "00040000:SIGN";

    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _middleKey = RSA.Create(2048);

    public UnionPayFixture(int count)
    {
        Root = Issue("CN=Bench CS CA, O=Bench, C=CN", _rootKey, "CN=Bench CS CA, O=Bench, C=CN", _rootKey, true);
        Middle = Issue("CN=Bench OCA1, O=Bench, C=CN", _middleKey, Root.Subject, _rootKey, true);
        Merchant = Issue("CN=041@Shop@1, O=Bench, C=CN", MerchantKey, Middle.Subject, _middleKey, false);
        var gateway = Issue(
            $"CN=041@Z12@{SignerName}@00000062, OU=Enterprises, OU=CFCA TEST, O=CFCA TEST OCA1, C=cn", GatewayKey, Middle.Subject,
            _middleKey, false);
        var pem = gateway.ExportCertificatePem().ReplaceLineEndings("\r\n");
        Notifications = [.. Enumerable.Range(1, count).Select(number => Make(number, pem))];
    }

    public RSA MerchantKey { get; } = RSA.Create(2048);

    public RSA GatewayKey { get; } = RSA.Create(2048);

    public X509Certificate2 Root { get; }

    public X509Certificate2 Middle { get; }

    public X509Certificate2 Merchant { get; }

    public IReadOnlyList<Notification> Notifications { get; }

    /// <summary>One notification as it would arrive, and the text its signature is over.</summary>
    public sealed record Notification(string OrderId, byte[] Body, byte[] Message, byte[] Signature);

    /// <summary>The text's hash as small hex letters: what RSA hashes once more.</summary>
    public static byte[] HexOf(ReadOnlySpan<byte> message) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(message)));

    private Notification Make(int number, string pem)
    {
        var orderId = string.Create(CultureInfo.InvariantCulture, $"ORD20240301{number:D9}");
        var amount = string.Create(CultureInfo.InvariantCulture, $"{number}30");
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["accNo"] = "6216***********0018",
            ["accessType"] = "0",
            ["bizType"] = "000201",
            ["currencyCode"] = "156",
            ["encoding"] = "UTF-8",
            ["merId"] = MerchantId,
            ["orderId"] = orderId,
            ["payCardType"] = "01",
            ["payType"] = "0001",
            ["queryId"] = string.Create(CultureInfo.InvariantCulture, $"20240301080000{number:D7}"),
            ["respCode"] = "00",
            ["respMsg"] = "Success!",
            ["settleAmt"] = amount,
            ["settleCurrencyCode"] = "156",
            ["settleDate"] = "0301",
            ["signMethod"] = "01",
            ["signPubKeyCert"] = pem,
            ["traceNo"] = string.Create(CultureInfo.InvariantCulture, $"{number:D6}"),
            ["traceTime"] = "0301080005",
            ["txnAmt"] = amount,
            ["txnSubType"] = "01",
            ["txnTime"] = "20240301080000",
            ["txnType"] = "01",
            ["version"] = "5.1.0",
        };
        var message = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(one => $"{one.Key}={one.Value}")));
        var signature = GatewayKey.SignData(HexOf(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        fields["signature"] = Convert.ToBase64String(signature);
        var form = fields.Select(
            one => $"{one.Key}={Uri.EscapeDataString(one.Value).Replace("%20", "+", StringComparison.Ordinal)}");
        return new(orderId, Encoding.ASCII.GetBytes(string.Join('&', form)), message, signature);
    }

    private static X509Certificate2 Issue(string subject, RSA key, string issuer, RSA issuerKey, bool isAuthority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), [0x10, .. RandomNumberGenerator.GetBytes(4)]);
    }
}
