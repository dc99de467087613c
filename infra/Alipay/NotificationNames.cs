namespace PayFunctions.Infra.Alipay;

/// <summary>The names that a trade's notification has fields of.</summary>
/// <remarks>Source: Alipay, "Asynchronous notification parameters" of the trade products.</remarks>
internal static class NotificationNames
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            "notify_time", "notify_type", "notify_id", "app_id", "auth_app_id", "charset", "version", "sign_type",
            "sign", "alipay_cert_sn", "trade_no", "out_trade_no", "out_biz_no", "buyer_id", "buyer_open_id",
            "buyer_logon_id", "seller_id", "seller_email", "trade_status", "total_amount", "receipt_amount",
            "invoice_amount", "buyer_pay_amount", "point_amount", "refund_fee", "send_back_fee", "subject", "body",
            "gmt_create", "gmt_payment", "gmt_refund", "gmt_close", "fund_bill_list", "voucher_detail_list",
            "passback_params", "refund_status",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];
}
