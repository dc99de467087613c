using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The JSON of our requests. The same order always gives the same bytes, so a repeat is a repeat over there
/// too.</summary>
internal static class RequestBodies
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static ReadOnlyMemory<byte> NativePrepay(WeChatPayMerchant merchant, Order order) => Write(json =>
    {
        json.WriteString("appid", merchant.AppId);
        json.WriteString("mchid", merchant.Id);
        json.WriteString("description", order.Description);
        json.WriteString("out_trade_no", order.OutTradeNo);
        json.WriteString(
            "time_expire",
            order.ExpiresAt.ToOffset(Beijing).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        json.WriteString("attach", order.Attempt.ToString(CultureInfo.InvariantCulture));
        json.WriteString("notify_url", merchant.NotifyUrl);
        json.WriteStartObject("amount");
        json.WriteNumber("total", order.Total.MinorUnits);
        json.WriteString("currency", order.Total.Currency.Code);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Close(WeChatPayMerchant merchant) =>
        Write(json => json.WriteString("mchid", merchant.Id));

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        properties(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
