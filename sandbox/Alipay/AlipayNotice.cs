using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>A notification as it is kept for delivery: its bytes stay the same through every redelivery.</summary>
internal sealed record AlipayNotice(string Id, AlipayApplication Application, AlipayTrade Trade, Dictionary<string, string> Fields)
{
    /// <param name="refund">What it tells of; null: the payment.</param>
    public static AlipayNotice Of(
        AlipayApplication application, AlipayTrade trade, AlipayRefund? refund, DateTimeOffset now)
    {
        var id = now.ToString("yyyyMMdd") + RandomNumberGenerator.GetString("0123456789", 26);
        var fields = new Dictionary<string, string>
        {
            ["gmt_create"] = AlipayWords.Beijing(now),
            ["charset"] = "utf-8",
            ["seller_email"] = "shop@sandbox.example",
            ["subject"] = trade.Subject,
            ["buyer_id"] = "2088900000000001",
            ["invoice_amount"] = AlipayWords.Yuan(trade.PaidTotal),
            ["notify_id"] = id,
            ["fund_bill_list"] = JsonSerializer.Serialize(
                new[] { new { amount = AlipayWords.Yuan(trade.PaidTotal), fundChannel = "ALIPAYACCOUNT" } }),
            ["notify_type"] = "trade_status_sync",
            ["trade_status"] = AlipayWords.State(trade),
            ["receipt_amount"] = AlipayWords.Yuan(trade.PaidTotal),
            ["buyer_pay_amount"] = AlipayWords.Yuan(trade.PaidTotal),
            ["app_id"] = trade.AppId,
            ["seller_id"] = application.SellerId,
            ["gmt_payment"] = trade.PaidAt is { } paid ? AlipayWords.Beijing(paid) : "",
            ["notify_time"] = AlipayWords.Beijing(now),
            ["version"] = "1.0",
            ["out_trade_no"] = trade.OutTradeNo,
            ["total_amount"] = AlipayWords.Yuan(trade.PaidTotal),
            ["trade_no"] = trade.TradeNo!,
            ["auth_app_id"] = trade.AppId,
            ["buyer_logon_id"] = "pay***@sandbox.example",
            ["point_amount"] = "0.00",
        };
        if (trade.PassbackParams is { } passback) fields["passback_params"] = passback;
        if (application.Certificates is { } certificates) fields["alipay_cert_sn"] = certificates.AlipaySerial;
        if (refund is not null)
        {
            fields["refund_fee"] = AlipayWords.Yuan(trade.Refunded); // Of the trade in all.
            fields["gmt_refund"] = AlipayWords.Beijing(refund.At) + ".631";
            if (refund.RequestNo is { } number) fields["out_biz_no"] = number;
        }

        return new(id, application, trade, fields);
    }

    public byte[] Seal(AlipayFault fault)
    {
        var fields = fault == AlipayFault.HiddenRefund
            ? new Dictionary<string, string>(Fields) { ["refund_fee"] = Fields["total_amount"] }
            : new(Fields);
        var text = SignedText(fields);
        fields["sign"] = fault == AlipayFault.StrangersKey ? StrangersSign(text) : Application.Sign(text);
        fields["sign_type"] = fault == AlipayFault.OldSignatureType ? "RSA" : "RSA2";
        if (fault == AlipayFault.TamperedAmount) fields["total_amount"] = "0.01";
        if (fault == AlipayFault.HiddenRefund)
        {
            fields["receipt_amount"] += $"&refund_fee={fields["refund_fee"]}";
            fields.Remove("refund_fee");
        }

        var form = string.Join('&', fields.Select(one => $"{one.Key}={Encode(one.Value)}"));
        return Encoding.ASCII.GetBytes(fault == AlipayFault.DoubledField ? form + "&trade_status=TRADE_SUCCESS" : form);
    }

    private static string SignedText(Dictionary<string, string> fields) => string.Join('&', fields
        .Where(one => one.Value.Length > 0 && one.Key != "alipay_cert_sn")
        .OrderBy(one => one.Key, StringComparer.Ordinal)
        .Select(one => $"{one.Key}={one.Value}"));

    private static string Encode(string value) =>
        Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);

    private static string StrangersSign(string text)
    {
        using var key = RSA.Create(2048);
        return Convert.ToBase64String(
            key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
