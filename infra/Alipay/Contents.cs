using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Alipay;

/// <summary>The biz_content of our requests. The same order always gives the same text, so a repeat is a repeat over
/// there too.</summary>
internal static class Contents
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Pay(AlipayApp app, Order order, PayWay way) => Write(json =>
    {
        json.WriteString("out_trade_no", order.OutTradeNo);
        json.WriteString("total_amount", Yuan.Write(order.Total.MinorUnits));
        json.WriteString("subject", order.Description);
        json.WriteString("seller_id", app.SellerId);
        json.WriteString("time_expire", BeijingTime.Write(order.ExpiresAt));
        if (PayWays.Product(way) is { } product) json.WriteString("product_code", product);
        // The notification brings it back; a query's answer does not, but whoever asks knows.
        if (order.Attempt > 1)
            json.WriteString("passback_params", order.Attempt.ToString(CultureInfo.InvariantCulture));
    });

    public static string Trade(Order order) => Write(json => json.WriteString("out_trade_no", order.OutTradeNo));

    public static string Refund(Refund refund) => Write(json =>
    {
        json.WriteString("trade_no", refund.TransactionId);
        json.WriteString("refund_amount", Yuan.Write(refund.Amount.MinorUnits));
        json.WriteString("out_request_no", refund.Id);
        if (refund.Reason is { } reason) json.WriteString("refund_reason", reason);
    });

    public static string RefundQuery(Refund refund) => Write(json =>
    {
        json.WriteString("trade_no", refund.TransactionId);
        json.WriteString("out_request_no", refund.Id);
        json.WriteStartArray("query_options");
        json.WriteStringValue("gmt_refund_pay");
        json.WriteEndArray();
    });

    public static string Certificate(string serial) => Write(json => json.WriteString("alipay_cert_sn", serial));

    public static string Bill(string type, string date) => Write(json =>
    {
        json.WriteString("bill_type", type);
        json.WriteString("bill_date", date);
    });

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
