using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The JSON of our requests. The same order always gives the same bytes, so a repeat is a repeat over there
/// too.</summary>
internal static class RequestBodies
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <exception cref="InvalidOperationException">The way needs to know something of the payer that the order does not
    /// say.</exception>
    public static ReadOnlyMemory<byte> Prepay(WeChatPayMerchant merchant, Order order, PayWay way) => Write(json =>
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
        WritePayer(json, order.Payer, way);
        if (order.Sharing == SharingState.None) return;
        json.WriteStartObject("settle_info");
        json.WriteBoolean("profit_sharing", true);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Close(WeChatPayMerchant merchant) =>
        Write(json => json.WriteString("mchid", merchant.Id));

    public static ReadOnlyMemory<byte> Refund(WeChatPayMerchant merchant, Order order, Refund refund) => Write(json =>
    {
        json.WriteString("transaction_id", refund.TransactionId);
        json.WriteString("out_refund_no", refund.Id);
        if (refund.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteString("notify_url", merchant.NotifyUrl);
        json.WriteStartObject("amount");
        json.WriteNumber("refund", refund.Amount.MinorUnits);
        json.WriteNumber("total", refund.WholeOf(order).MinorUnits);
        json.WriteString("currency", refund.Amount.Currency.Code);
        json.WriteEndObject();
    });

    /// <summary>
    /// To the merchant's own bank account: the payer's can't take it, and another card of theirs is entered on the
    /// provider's pages, by hand.
    /// </summary>
    public static ReadOnlyMemory<byte> AbnormalRefund(Refund refund) => Write(json =>
    {
        json.WriteString("out_refund_no", refund.Id);
        json.WriteString("type", "MERCHANT_BANK_CARD");
    });

    private static void WritePayer(Utf8JsonWriter json, Payer? payer, PayWay way)
    {
        switch (way)
        {
            case PayWay.Jsapi:
                json.WriteStartObject("payer");
                json.WriteString("openid", payer?.OpenId?.Reveal() ?? throw NoPayer());
                json.WriteEndObject();
                break;
            case PayWay.H5:
                json.WriteStartObject("scene_info");
                json.WriteString("payer_client_ip", payer?.ClientIp?.Reveal() ?? throw NoPayer());
                json.WriteStartObject("h5_info");
                json.WriteString("type", H5Type(payer.Device));
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case PayWay.Native or PayWay.App:
                break;
        }
    }

    private static string H5Type(PayerDevice device) => device switch
    {
        PayerDevice.Browser => "Wap",
        PayerDevice.Ios => "iOS",
        PayerDevice.Android => "Android",
    };

    private static InvalidOperationException NoPayer() =>
        new("The order was taken without the payer that its way needs.");

    internal static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> properties)
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
