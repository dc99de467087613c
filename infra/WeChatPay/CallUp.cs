using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>
/// The signed parameters with which a payer's app calls WeChat up; WeChat checks them before it shows a price.
/// </summary>
/// <remarks>
/// Four lines are signed, each ended by a line end: appid, time, nonce, and the package. The two ways differ in that
/// last line and in how they spell their names. Source: WeChat Pay API v3, "JSAPI call-up", "App call-up".
/// </remarks>
internal static class CallUp
{
    // The base64 of a signature has signs that HTML would escape; this is JSON.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Jsapi(WeChatPayMerchant merchant, string prepayId, long unixSeconds, string nonce)
    {
        var package = $"prepay_id={prepayId}";
        return Write(json =>
        {
            json.WriteString("appId", merchant.AppId);
            json.WriteString("timeStamp", Text(unixSeconds));
            json.WriteString("nonceStr", nonce);
            json.WriteString("package", package);
            json.WriteString("signType", "RSA");
            json.WriteString("paySign", Sign(merchant, unixSeconds, nonce, package));
        });
    }

    public static string App(
        WeChatPayMerchant merchant, string prepayId, long unixSeconds, string nonce) => Write(json =>
    {
        json.WriteString("appid", merchant.AppId);
        json.WriteString("partnerid", merchant.Id);
        json.WriteString("prepayid", prepayId);
        json.WriteString("package", "Sign=WXPay");
        json.WriteString("noncestr", nonce);
        json.WriteString("timestamp", Text(unixSeconds));
        json.WriteString("sign", Sign(merchant, unixSeconds, nonce, prepayId)); // The bare id, not the package.
    });

    private static string Sign(WeChatPayMerchant merchant, long unixSeconds, string nonce, string lastLine) =>
        merchant.Signer.Sign($"{merchant.AppId}\n{Text(unixSeconds)}\n{nonce}\n", Encoding.UTF8.GetBytes(lastLine));

    private static string Text(long unixSeconds) => unixSeconds.ToString(CultureInfo.InvariantCulture);

    private static string Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        properties(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
