using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>UnionPay's side, with real keys of the tests' own making: signs notifications and answers.</summary>
internal static class UnionPaySide
{
    public const string MerchantId = "777290058110011";
    public const string OtherMerchantId = "777290058110097";
    public const string SignerName = "00040000:SIGN";

    // Made once: a 2048-bit key takes a while.
    public static readonly RSA MerchantKey = SpareKeys.Take();
    public static readonly RSA GatewayKey = SpareKeys.Take();
    public static readonly RSA OtherKey = SpareKeys.Take();

    public static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 10, TimeSpan.Zero);

    public static readonly Authority Authority = new("CFCA TEST", HashAlgorithmName.SHA1);
    public static readonly Authority OtherAuthority = new("CFCA TEST", HashAlgorithmName.SHA256);
    public static readonly X509Certificate2 GatewayCertificate = Authority.Leaf(GatewayKey);
    public static readonly X509Certificate2 MerchantCertificate = Authority.Leaf(MerchantKey, "041@777290058110048@Shop@1");

    public static UnionPayMerchantOptions Options(string notifyUrl = "https://pay.example.com/api/callbacks/unionpay") => new()
    {
        PrivateKey = MerchantKey.ExportPkcs8PrivateKeyPem(),
        SigningCertificate = MerchantCertificate.ExportCertificatePem(),
        RootCertificates = Authority.Root.ExportCertificatePem(),
        MiddleCertificates = Authority.Middle.ExportCertificatePem(),
        SignerName = SignerName,
        NotifyUrl = notifyUrl,
    };

    /// <summary>As messages hold it.</summary>
    public static string PemOf(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem().Replace("\n", "\r\n", StringComparison.Ordinal);

    /// <summary>A payment's notification before it is signed.</summary>
    public static Dictionary<string, string> Fields(string orderId = "ORD00000001", string merchantId = MerchantId) => new()
    {
        ["accNo"] = "6216***********0018",
        ["accessType"] = "0",
        ["bizType"] = "000201",
        ["currencyCode"] = "156",
        ["encoding"] = "UTF-8",
        ["merId"] = merchantId,
        ["orderId"] = orderId,
        ["queryId"] = "202403010800000000018",
        ["respCode"] = "00",
        ["respMsg"] = "成功[0000000]",
        ["settleAmt"] = "1230",
        ["settleCurrencyCode"] = "156",
        ["settleDate"] = "0301",
        ["signMethod"] = "01",
        ["traceNo"] = "000001",
        ["traceTime"] = "0301080005",
        ["txnAmt"] = "1230",
        ["txnSubType"] = "01",
        ["txnTime"] = "20240301080000",
        ["txnType"] = "01",
        ["version"] = "5.1.0",
        ["signPubKeyCert"] = PemOf(GatewayCertificate),
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

    public static byte[] Signed(Dictionary<string, string> fields, RSA? key = null) => Form(Sign(fields, key));

    public static string TextOf(Dictionary<string, string> fields) => string.Join('&', fields
        .Where(one => one.Value.Length > 0 && one.Key != "signature")
        .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    public static Dictionary<string, string> Sign(Dictionary<string, string> fields, RSA? key = null) =>
        new(fields) { ["signature"] = SignatureOf(TextOf(fields), key ?? GatewayKey) };

    /// <summary>The text's SHA-256 as small hex letters, and RSA with SHA-256 over those.</summary>
    public static string SignatureOf(string text, RSA key)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Convert.ToBase64String(
            key.SignData(Encoding.ASCII.GetBytes(hex), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static byte[] Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(
            one => $"{one.Key}={Uri.EscapeDataString(one.Value).Replace("%20", "+", StringComparison.Ordinal)}")));
}
