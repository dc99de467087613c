using System.Security.Cryptography;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What one merchant's settings have to be. Values are never repeated in a message: most are secret.</summary>
internal sealed class MerchantRules(string section, WeChatPayMerchantOptions options, List<string> wrong)
{
    private const string PemExample = "-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----";
    private const string PublicPemExample = "-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----";
    private const string PublicKeyIdExample = "PUB_KEY_ID_0119000000012024110100000000000001";
    private const string NotifyUrlExample = "https://pay.example.com/api/callbacks/wechatpay/1900000001";
    private const string ApiV3KeyExample = "0123456789abcdef0123456789abcdef";
    private const int UrlCharsMax = 255;

    public void Check()
    {
        if (IsThere(nameof(options.AppId), options.AppId, "wx0000000000000001") && !IsWord(options.AppId!))
            Wrong(nameof(options.AppId), "is not letters and digits", "wx0000000000000001");
        CheckSerial();
        var own = CheckPrivateKey();
        if (IsThere(nameof(options.ApiV3Key), options.ApiV3Key, ApiV3KeyExample) && !IsApiV3Key(options.ApiV3Key!))
        {
            const string What = "is neither 32 ASCII characters nor secret:NAME or file:PATH";
            Wrong(nameof(options.ApiV3Key), What, "secret:wechatpay-1900000001-apiv3");
        }

        CheckPublicKey(own);
        CheckUrls();
        if (options.Tenant is { } tenant && !TenantRule.Accepts(tenant))
            Wrong(nameof(options.Tenant), TenantRule.Broken, "default");
        for (var index = 0; index < options.Receivers.Count; index++)
        {
            if (!IsWord(options.Receivers[index]))
                Wrong($"{nameof(options.Receivers)}:{index}", "is not letters and digits", "1900000011");
        }
    }

    public void Wrong(string setting, string what, string example) =>
        wrong.Add(Settings.Wrong($"{section}:{setting}", what, example));

    private bool IsThere(string setting, string? value, string example)
    {
        if (!string.IsNullOrWhiteSpace(value)) return true;
        Wrong(setting, "is missing", example);
        return false;
    }

    private void CheckSerial()
    {
        const string Example = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
        var reference = KeyReference.Of(options.PrivateKey ?? "");
        if (options.SerialNumber is null && reference.Origin == KeyOrigin.Certificate) return; // It tells its own.
        if (!IsThere(nameof(options.SerialNumber), options.SerialNumber, Example)) return;
        if (!Serials.IsCertificateSerial(options.SerialNumber!))
            Wrong(nameof(options.SerialNumber), "is not the certificate's serial in hex digits", Example);
    }

    private byte[]? CheckPrivateKey()
    {
        if (!IsThere(nameof(options.PrivateKey), options.PrivateKey, PemExample)) return null;
        var reference = KeyReference.Of(options.PrivateKey!);
        if (!reference.IsWellFormed)
            Wrong(nameof(options.PrivateKey), "names nothing that a vault could have", "certificate:wechatpay-1900000001");
        if (reference.Origin != KeyOrigin.Setting) return null;
        using var key = TryReadKey(options.PrivateKey!);
        if (key is null) Wrong(nameof(options.PrivateKey), "is not an RSA private key in PEM", PemExample);
        else if (!Pem.HasPrivateHalf(key))
            Wrong(nameof(options.PrivateKey), "is a public key; the private one is needed", PemExample);
        else if (key.KeySize < SignatureKey.BitsMin)
            Wrong(nameof(options.PrivateKey), "has fewer than 2048 bits", PemExample);
        return key?.ExportSubjectPublicKeyInfo();
    }

    private void CheckPublicKey(byte[]? own)
    {
        if (string.IsNullOrEmpty(options.PublicKeyId) && string.IsNullOrEmpty(options.PublicKey)) return;
        if (IsThere(nameof(options.PublicKeyId), options.PublicKeyId, PublicKeyIdExample)
            && !options.PublicKeyId!.StartsWith("PUB_KEY_ID_", StringComparison.Ordinal))
            Wrong(nameof(options.PublicKeyId), "does not begin with PUB_KEY_ID_", PublicKeyIdExample);
        if (!IsThere(nameof(options.PublicKey), options.PublicKey, PublicPemExample)) return;
        using var key = TryReadKey(options.PublicKey!);
        if (key is null) Wrong(nameof(options.PublicKey), "is not an RSA public key in PEM", PublicPemExample);
        else if (key.KeySize is < SignatureKey.BitsMin or > SignatureKey.BitsMax)
            Wrong(nameof(options.PublicKey), "has fewer than 2048 bits or too many", PublicPemExample);
        else if (own is not null && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
            Wrong(nameof(options.PublicKey), "is the merchant's own key; WeChat Pay's is needed", PublicPemExample);
    }

    private void CheckUrls()
    {
        if (options.BaseUrl is { } baseUrl && !IsSafe(baseUrl))
        {
            const string What = "is not an https URL (http only on this machine)";
            Wrong(nameof(options.BaseUrl), What, WeChatPayMerchantOptions.DefaultBaseUrl);
        }
        if (!IsThere(nameof(options.NotifyUrl), options.NotifyUrl, NotifyUrlExample)) return;
        if (!IsNotifyUrl(options.NotifyUrl!))
        {
            const string What = "is not a full URL without a query, of at most 255 characters";
            Wrong(nameof(options.NotifyUrl), What, NotifyUrlExample);
        }
    }

    private static bool IsSafe(string text) =>
        IsUrl(text, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback);

    private static bool IsNotifyUrl(string text) =>
        text.Length <= UrlCharsMax && IsUrl(text, out var url) && url.Query.Length == 0;

    private static bool IsUrl(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    private static bool IsWord(string text) =>
        text.Length <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool IsApiV3Key(string key) => KeyReference.Of(key) switch
    {
        { Origin: KeyOrigin.Setting } => key.Length == ResourceCipher.KeyChars && key.All(char.IsAscii),
        { Origin: KeyOrigin.Certificate } => false,
        var reference => reference.IsWellFormed,
    };

    private static RSA? TryReadKey(string pem)
    {
        try
        {
            return Pem.ReadKey(pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
