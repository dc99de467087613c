using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class NotificationTests
{
    private readonly Receiving _receiving = new();

    [Fact]
    public void A_genuine_payment_becomes_evidence_about_its_order()
    {
        var body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());

        var reading = _receiving.Read(body);

        Assert.Null(reading.Refusal);
        Assert.Equal(new OrderKey("default", "ORD0001"), reading.Key);
        var evidence = Assert.IsType<Evidence>(reading.Evidence);
        Assert.Equal((EvidenceSource.Notification, "EV-0001"), (evidence.Source, evidence.Id));
        Assert.Equal(OrderEvent.PaymentSucceeded, evidence.Event);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 5, TimeSpan.Zero), evidence.At);
        Assert.Equal((1, "wechatpay", "1900000001"), (evidence.Attempt, evidence.Provider, evidence.MerchantId));
        Assert.Equal(new Money(1230, Currency.Cny), evidence.Total);
        Assert.Equal("4200000000202403010000000001", evidence.TransactionId);
    }

    [Fact]
    public void The_evidence_keeps_the_message_as_it_came_and_the_headers_it_was_signed_with()
    {
        var body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());
        var headers = WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, body);

        var evidence = _receiving.Read(headers, body).Evidence!;

        Assert.Equal(body, evidence.Envelope.ToArray());
        Assert.Equal(
            [$"Wechatpay-Timestamp: {headers.Timestamp}", $"Wechatpay-Nonce: {headers.Nonce}",
                $"Wechatpay-Serial: {headers.Serial}", $"Wechatpay-Signature: {headers.Signature}"],
            evidence.EnvelopeHeaders!.Split('\n'));
    }

    [Theory]
    [InlineData("SUCCESS", OrderEvent.PaymentSucceeded)]
    [InlineData("REFUND", OrderEvent.PaymentSucceeded)]
    [InlineData("CLOSED", OrderEvent.ClosedAtProvider)]
    [InlineData("REVOKED", OrderEvent.PaymentRevoked)]
    [InlineData("PAYERROR", OrderEvent.PaymentFailed)]
    public void A_trade_state_that_says_something_is_its_event(string state, OrderEvent happened) =>
        Assert.Equal(
            happened, _receiving.Read(WeChatPaySide.Envelope(WeChatPaySide.Transaction(state))).Evidence?.Event);

    [Theory]
    [InlineData("NOTPAY")]
    [InlineData("USERPAYING")]
    [InlineData("ACCEPT")]
    public void A_trade_state_that_says_nothing_new_is_acknowledged(string state)
    {
        var reading = _receiving.Read(WeChatPaySide.Envelope(WeChatPaySide.Transaction(state)));

        Assert.True(reading is { Acknowledge: true, Evidence: null, Refusal: null });
    }

    [Theory]
    [InlineData("MCHTRANSFER.BILL.FINISHED")]
    [InlineData("SOMETHING.NEW")]
    public void A_genuine_notice_of_another_kind_is_acknowledged_and_no_more(string type)
    {
        var reading = _receiving.Read(WeChatPaySide.Envelope("{}", type: type));

        Assert.True(reading is { Acknowledge: true, Evidence: null, Refusal: null });
    }

    [Theory]
    [InlineData("ORD0001", "1", "ORD0001", 1)]
    [InlineData("ORD0001-2", "2", "ORD0001", 2)]
    [InlineData("ORD0001-2", "1", "ORD0001-2", 1)] // An order id of the merchant's may end like this.
    [InlineData("ORD0001", "", "ORD0001", 1)]
    [InlineData("ORD0001", "table 7", "ORD0001", 1)]
    public void The_attempt_comes_from_attach_and_the_order_from_out_trade_no(
        string outTradeNo, string attach, string orderId, int attempt)
    {
        var reading =
            _receiving.Read(WeChatPaySide.Envelope(WeChatPaySide.Transaction(outTradeNo: outTradeNo, attach: attach)));

        Assert.Equal((orderId, attempt), (reading.Key.OrderId, reading.Evidence!.Attempt));
    }

    [Fact]
    public void Escaped_slashes_in_the_ciphertext_read_like_plain_ones()
    {
        var body = Encoding.UTF8.GetString(WeChatPaySide.Envelope(WeChatPaySide.Transaction()))
            .Replace("/", "\\/", StringComparison.Ordinal);

        Assert.NotNull(_receiving.Read(Encoding.UTF8.GetBytes(body)).Evidence);
    }

    [Fact]
    public void The_public_key_and_a_platform_certificate_verify_side_by_side()
    {
        var receiving = new Receiving(publicKeyMode: true);
        var body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());

        var byKey = receiving.Read(
            WeChatPaySide.Sign(WeChatPaySide.PlatformKey, WeChatPaySide.PublicKeyId, Receiving.Now, body), body);
        var byCertificate = receiving.Read(body);

        Assert.NotNull(byKey.Evidence);
        Assert.NotNull(byCertificate.Evidence);
    }

    [Fact]
    public void A_read_allocates_less_than_2_KB()
    {
        var body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());
        var headers = WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, body);
        for (var i = 0; i < 50; i++) _receiving.Read(headers, body);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) _receiving.Read(headers, body);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        Assert.True(each < 2048, $"{each} bytes");
    }
}
