using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// One delivery's request: time, nonce and signature are fresh each time; the fault, if any, is put in here.
/// </summary>
internal static class NoticeEnvelope
{
    public static HttpRequestMessage Seal(
        Notice notice, PlatformKey signer, NoticeFault fault, DateTimeOffset now, out string serial)
    {
        var timestamp = now.ToUnixTimeSeconds() - (fault == NoticeFault.StaleTimestamp ? 301 : 0);
        var nonce = ResourceCipher.NewNonce(32);
        serial = fault == NoticeFault.UnknownSerial ? RandomNumberGenerator.GetHexString(40) : signer.Serial;
        var signature = fault switch
        {
            NoticeFault.None or NoticeFault.TamperedBody or NoticeFault.StaleTimestamp or NoticeFault.UnknownSerial =>
                signer.Sign(timestamp, nonce, notice.Body),
            NoticeFault.WrongSignature => ForeignSignature(timestamp, nonce, notice.Body),
            NoticeFault.SignatureProbe => "WECHATPAY/SIGNTEST/" + signer.Sign(timestamp, nonce, notice.Body)[19..],
        };

        var request = new HttpRequestMessage(HttpMethod.Post, notice.NotifyUrl)
        {
            Content = new ByteArrayContent(fault == NoticeFault.TamperedBody ? Tampered(notice.Body) : notice.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/4.0");
        request.Headers.Add("Wechatpay-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Wechatpay-Nonce", nonce);
        request.Headers.Add("Wechatpay-Signature", signature);
        request.Headers.Add("Wechatpay-Serial", serial);
        request.Headers.Add("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
        request.Headers.Add("Request-ID", $"08{RandomNumberGenerator.GetHexString(30)}-0");
        return request;
    }

    /// <summary>Changes the summary only, so that nothing but the signature can tell.</summary>
    private static byte[] Tampered(byte[] body) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("支付成功", "支付完成", StringComparison.Ordinal));

    private static string ForeignSignature(long timestamp, string nonce, byte[] body)
    {
        using var stranger = PlatformKey.NewPublicKey();
        return stranger.Sign(timestamp, nonce, body);
    }
}
