using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Tests.Infra.Alipay;

public class NotificationTests
{
    private readonly Reading _reading = new();

    [Fact]
    public void A_payment_becomes_evidence_with_everything_that_the_order_is_compared_with()
    {
        var body = AlipaySide.Signed(AlipaySide.Fields());

        var read = _reading.Read(body);

        Assert.Equal(new OrderKey("default", "ORD0001"), read.Key);
        var evidence = Assert.IsType<Evidence>(read.Evidence);
        Assert.Equal(EvidenceSource.Notification, evidence.Source);
        Assert.Equal("2024030100222080005068440559358070", evidence.Id);
        Assert.Equal(OrderEvent.PaymentSucceeded, evidence.Event);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 5, TimeSpan.Zero), evidence.At);
        Assert.Equal(("alipay", AlipaySide.AppId), (evidence.Provider, evidence.MerchantId));
        Assert.Equal(new Money(1230, Currency.Cny), evidence.Total);
        Assert.Equal("2024030122001400000000000001", evidence.TransactionId);
        Assert.Equal(1, evidence.Attempt);
        Assert.Equal(body, evidence.Envelope.ToArray());
    }

    [Theory]
    [InlineData("TRADE_SUCCESS", OrderEvent.PaymentSucceeded)]
    [InlineData("TRADE_FINISHED", OrderEvent.PaymentSucceeded)]
    [InlineData("TRADE_CLOSED", OrderEvent.ClosedAtProvider)]
    [InlineData("WAIT_BUYER_PAY", null)]
    public void Every_trade_status_means_one_thing(string word, OrderEvent? means)
    {
        var paidAt = means == OrderEvent.PaymentSucceeded ? "2024-03-01 08:00:05" : null;

        var read = _reading.Read(AlipaySide.Fields().With(("trade_status", word), ("gmt_payment", paidAt)));

        Assert.Null(read.Refusal);
        Assert.Equal(means, read.Evidence?.Event);
        Assert.Equal(means is null, read.Acknowledge);
    }

    [Fact]
    public void All_of_a_payment_back_by_no_refund_of_ours_is_a_reversal()
    {
        var read = _reading.Read(AlipaySide.Fields().With(
            ("trade_status", "TRADE_CLOSED"), ("gmt_refund", "2024-03-01 09:30:00.631"), ("refund_fee", "12.30")));

        Assert.Null(read.OfRefund);
        Assert.Equal(OrderEvent.PaymentRevoked, read.Evidence?.Event);
        Assert.Equal(
            ("2024030122001400000000000001", new Money(1230, Currency.Cny)),
            (read.Evidence!.TransactionId, read.Evidence.Total));
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 1, 30, 0, TimeSpan.Zero), read.Evidence.At, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("TRADE_CLOSED", "12.30", "R1", "R1")] // It has a number: a refund in full.
    [InlineData("TRADE_CLOSED", "2.30", null, "ORD0001")] // A part, the last one.
    [InlineData("TRADE_SUCCESS", "12.30", null, "ORD0001")] // Not closed: whatever it is, it is no reversal.
    public void A_part_or_a_refund_with_a_number_is_none(string word, string fee, string? number, string refundId)
    {
        var read = _reading.Read(AlipaySide.Fields().With(
            ("trade_status", word), ("gmt_refund", "2024-03-01 09:30:00.631"), ("refund_fee", fee),
            ("out_biz_no", number)));

        Assert.Null(read.Evidence);
        Assert.Equal((refundId, RefundEvent.Accepted), (read.OfRefund?.RefundId, read.OfRefund?.Event));
    }

    [Fact]
    public void The_words_are_all_mapped_and_there_and_back_again()
    {
        Assert.All(Enum.GetValues<TradeStatus>(), status =>
        {
            Assert.True(TradeWords.TryRead(System.Text.Encoding.ASCII.GetBytes(TradeWords.Word(status)), out var read));
            Assert.Equal(status, read);
        });
    }

    [Theory]
    [InlineData("TRADE_SUCCESS")]
    [InlineData("TRADE_CLOSED")]
    public void A_refund_is_never_booked_as_a_payment_or_a_close(string word)
    {
        var read = _reading.Read(AlipaySide.Fields().With(
            ("trade_status", word), ("refund_fee", "2.30"), ("gmt_refund", "2024-03-01 09:30:00.123"),
            ("out_biz_no", "RF0001")));

        Assert.Null(read.Evidence);
        Assert.Equal(("RF0001", RefundEvent.Accepted), (read.OfRefund!.RefundId, read.OfRefund.Event));
        Assert.Equal("2024030122001400000000000001", read.OfRefund.TransactionId);
        Assert.Null(read.OfRefund.Amount); // What it states is the trade's refunds in all.
    }

    [Fact]
    public void A_second_attempt_is_told_by_what_our_prepay_gave_along()
    {
        var read = _reading.Read(AlipaySide.Fields("ORD0001-2").With(("passback_params", "2")));

        Assert.Equal((2, "ORD0001"), (read.Evidence!.Attempt, read.Key.OrderId));
    }

    [Fact]
    public void A_number_that_ends_like_an_attempt_is_a_number()
    {
        var read = _reading.Read(AlipaySide.Fields("ORD0001-2"));

        Assert.Equal((1, "ORD0001-2"), (read.Evidence!.Attempt, read.Key.OrderId));
    }

    [Fact]
    public void Money_of_another_seller_is_not_of_the_orders_account()
    {
        var read = _reading.Read(AlipaySide.Fields().With(("seller_id", "2088000000000002")));

        Assert.Equal("seller 2088000000000002", read.Evidence!.MerchantId);
    }

    [Fact]
    public void In_certificate_mode_the_key_is_that_of_the_serial_number_which_is_not_signed()
    {
        var serial = CertificateSerials.Of(AlipaySide.AlipayCertificate);
        var fields = AlipaySide.Fields(appId: AlipaySide.CertificateAppId).With(("alipay_cert_sn", serial));

        var named = _reading.Read(AlipaySide.Signed(fields, certificateMode: true));
        var unnamed = _reading.Read(AlipaySide.Signed(fields.With(("alipay_cert_sn", null))));

        Assert.Equal(AlipaySide.CertificateAppId, named.Evidence!.MerchantId);
        Assert.NotNull(unnamed.Evidence);
    }

    [Fact]
    public void What_is_not_about_a_trade_is_acknowledged_once_it_is_verified()
    {
        var fields = AlipaySide.Fields().With(("notify_type", "dut_user_sign"), ("trade_status", null));

        Assert.True(_reading.Read(fields).Acknowledge);
        Assert.Equal(
            AlipayRefusal.BadSignature, _reading.Read(AlipaySide.Signed(fields, AlipaySide.OtherKey)).Refusal);
    }

    [Fact]
    public void The_bytes_of_another_charset_are_verified_as_they_are()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var gbk = System.Text.Encoding.GetEncoding("gbk");
        var fields = AlipaySide.Fields().With(("charset", "GBK"), ("subject", "一壶茶"));
        var text = string.Join('&', fields.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={one.Value}"));
        var sign = Convert.ToBase64String(AlipaySide.AlipayKey.SignData(
            gbk.GetBytes(text), System.Security.Cryptography.HashAlgorithmName.SHA256,
            System.Security.Cryptography.RSASignaturePadding.Pkcs1));
        var coded = fields.With(("sign", sign), ("sign_type", "RSA2")).Select(one =>
            $"{one.Key}={string.Concat(gbk.GetBytes(one.Value).Select(b => $"%{b:X2}"))}");

        var read = _reading.Read(System.Text.Encoding.ASCII.GetBytes(string.Join('&', coded)));

        Assert.Equal("ORD0001", read.Key.OrderId);
    }
}
