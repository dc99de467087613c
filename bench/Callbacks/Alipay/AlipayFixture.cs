using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Bench.Callbacks.Alipay;

/// <summary>Genuine notifications of the real shape, each of its own order, signed with a key of this run's
/// making.</summary>
internal sealed class AlipayFixture
{
    public const string AppId = "2021000000000001";
    public const string SellerId = "2088000000000001";

    public AlipayFixture(int count) => Notifications = [.. Enumerable.Range(1, count).Select(Make)];

    public RSA AppKey { get; } = RSA.Create(2048);

    public RSA AlipayKey { get; } = RSA.Create(2048);

    public IReadOnlyList<Notification> Notifications { get; }

    /// <summary>One notification as it would arrive, and the text its signature is over.</summary>
    public sealed record Notification(string OutTradeNo, byte[] Body, byte[] Message, byte[] Signature);

    /// <summary>The same bytes for the peer in Node.</summary>
    public void WriteTo(string path) => File.WriteAllText(path, JsonSerializer.Serialize(new
    {
        appId = AppId,
        privateKey = AppKey.ExportPkcs8PrivateKeyPem(),
        publicKey = AlipayKey.ExportSubjectPublicKeyInfoPem(),
        notifications = Notifications.Select(
            one => new { body = Convert.ToBase64String(one.Body), outTradeNo = one.OutTradeNo }),
    }));

    private Notification Make(int number)
    {
        var outTradeNo = string.Create(CultureInfo.InvariantCulture, $"ORD20240301{number:D9}");
        var amount = string.Create(CultureInfo.InvariantCulture, $"{number}.30");
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["gmt_create"] = "2024-03-01 08:00:00",
            ["charset"] = "utf-8",
            ["seller_email"] = "shop@example.com",
            ["subject"] = "一壶乌龙茶 A pot of oolong tea",
            ["buyer_id"] = "2088102534368455",
            ["invoice_amount"] = amount,
            ["notify_id"] = string.Create(CultureInfo.InvariantCulture, $"20240301002221{number:D20}"),
            ["fund_bill_list"] = $$"""[{"amount":"{{amount}}","fundChannel":"ALIPAYACCOUNT"}]""",
            ["notify_type"] = "trade_status_sync",
            ["trade_status"] = "TRADE_SUCCESS",
            ["receipt_amount"] = amount,
            ["buyer_pay_amount"] = amount,
            ["app_id"] = AppId,
            ["seller_id"] = SellerId,
            ["gmt_payment"] = "2024-03-01 08:00:05",
            ["notify_time"] = "2024-03-01 08:00:06",
            ["version"] = "1.0",
            ["out_trade_no"] = outTradeNo,
            ["total_amount"] = amount,
            ["trade_no"] = string.Create(CultureInfo.InvariantCulture, $"2024030122001{number:D15}"),
            ["auth_app_id"] = AppId,
            ["buyer_logon_id"] = "abc***@example.com",
            ["point_amount"] = "0.00",
        };
        var message = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(one => $"{one.Key}={one.Value}")));
        var signature = AlipayKey.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        fields["sign"] = Convert.ToBase64String(signature);
        fields["sign_type"] = "RSA2";
        // Alipay sends them in no order.
        var form = fields.OrderBy(one => one.Value, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value).Replace("%20", "+", StringComparison.Ordinal)}");
        return new(outTradeNo, Encoding.ASCII.GetBytes(string.Join('&', form)), message, signature);
    }
}
