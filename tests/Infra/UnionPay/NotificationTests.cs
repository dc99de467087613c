using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

public class NotificationTests
{
    private readonly Reading _reading = new();

    [Fact]
    public void A_payment_becomes_evidence_with_everything_that_the_order_is_compared_with()
    {
        var body = UnionPaySide.Signed(UnionPaySide.Fields());

        var read = _reading.Read(body);

        Assert.Null(read.Refusal);
        Assert.Equal(new OrderKey("default", "ORD00000001"), read.Key);
        var evidence = Assert.IsType<Evidence>(read.Evidence);
        Assert.Equal((EvidenceSource.Notification, "202403010800000000018-00"), (evidence.Source, evidence.Id));
        Assert.Equal(OrderEvent.PaymentSucceeded, evidence.Event);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 5, TimeSpan.Zero), evidence.At);
        Assert.Equal(("unionpay", UnionPaySide.MerchantId), (evidence.Provider, evidence.MerchantId));
        Assert.Equal(new Money(1230, Currency.Cny), evidence.Total);
        Assert.Equal(("202403010800000000018", 1), (evidence.TransactionId, evidence.Attempt));
        Assert.Equal(body, evidence.Envelope.ToArray());
    }

    [Fact]
    public void Every_documented_code_but_success_leaves_a_payment_to_the_query()
    {
        Assert.All(RespCodes.Documented, code =>
        {
            var read = _reading.Read(UnionPaySide.Fields().With(("respCode", code.Code)));
            Assert.Null(read.Refusal);
            Assert.Equal(code.Code == "00", read.Evidence is not null);
            Assert.Equal(code.Code != "00", read.Acknowledge);
        });
    }

    [Fact]
    public void A_second_attempt_is_told_by_what_our_prepay_gave_along()
    {
        var read = _reading.Read(UnionPaySide.Fields("ORD00000001X2").With(("reqReserved", "attempt~2")));
        var alike = _reading.Read(UnionPaySide.Fields("ORD00000001X2"));

        Assert.Equal((2, "ORD00000001"), (read.Evidence!.Attempt, read.Key.OrderId));
        Assert.Equal((1, "ORD00000001X2"), (alike.Evidence!.Attempt, alike.Key.OrderId));
    }

    [Fact]
    public void A_refund_that_names_its_payment_is_told_with_its_amount_and_any_other_is_asked_about()
    {
        var fields = UnionPaySide.Fields("RF0011223344").With(
            ("txnType", "04"), ("txnSubType", "00"), ("queryId", "202403010900000000099"), ("txnAmt", "230"),
            ("reqReserved", "refund~ORD00000001~RF-1"), ("origQryId", "202403010800000000018"));

        var done = _reading.Read(fields);
        var unnamed = _reading.Read(new Dictionary<string, string>(fields).With(("origQryId", null)));
        var failed = _reading.Read(new Dictionary<string, string>(fields).With(("respCode", "64")));

        Assert.Equal(("ORD00000001", "RF-1"), (done.Key.OrderId, done.OfRefund!.RefundId));
        Assert.Equal(RefundEvent.Succeeded, done.OfRefund.Event);
        Assert.Equal("202403010800000000018", done.OfRefund.TransactionId);
        Assert.Equal(new Money(230, Currency.Cny), done.OfRefund.Amount);
        Assert.Equal("202403010900000000099", done.OfRefund.ProviderRefundId);
        Assert.Equal((RefundEvent.Accepted, RefundEvent.Accepted), (unnamed.OfRefund!.Event, failed.OfRefund!.Event));
        Assert.Null(failed.OfRefund.Amount);
    }

    [Fact]
    public void A_refund_that_we_did_not_ask_for_is_under_its_own_number()
    {
        var read = _reading.Read(UnionPaySide.Fields("BYHAND0001").With(("txnType", "04")));

        Assert.Equal(("BYHAND0001", "BYHAND0001"), (read.Key.OrderId, read.OfRefund!.RefundId));
    }

    [Fact]
    public void A_reversal_revokes_the_payment_that_it_names()
    {
        var read = _reading.Read(UnionPaySide.Fields("RV0011223344").With(
            ("txnType", "31"), ("queryId", "202403010900000000099"), ("origQryId", "202403010800000000018"),
            ("reqReserved", "reversal~ORD00000001")));

        Assert.Equal(("ORD00000001", OrderEvent.PaymentRevoked), (read.Key.OrderId, read.Evidence!.Event));
        Assert.Equal("202403010800000000018", read.Evidence.TransactionId);
    }

    [Theory]
    [InlineData("02")]
    [InlineData("79")]
    public void What_we_never_ask_for_is_acknowledged_once_it_is_verified(string type)
    {
        var fields = UnionPaySide.Fields().With(("txnType", type));

        Assert.True(_reading.Read(fields).Acknowledge);
        Assert.Equal(
            UnionPayRefusal.BadSignature, _reading.Read(UnionPaySide.Signed(fields, UnionPaySide.OtherKey)).Refusal);
    }

    [Fact]
    public void A_payment_at_New_Year_is_of_the_new_year()
    {
        var read = _reading.Read(UnionPaySide.Fields().With(("txnTime", "20231231235930"), ("traceTime", "0101000005")));

        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 5, TimeSpan.FromHours(8)), read.Evidence!.At);
    }

    [Fact]
    public void A_certificate_that_was_taken_once_is_not_taken_past_its_end()
    {
        var certificate = UnionPaySide.Authority.Leaf(UnionPaySide.GatewayKey, to: UnionPaySide.Now.AddMinutes(1));
        var body = UnionPaySide.Signed(UnionPaySide.Fields().With(("signPubKeyCert", UnionPaySide.PemOf(certificate))));
        var signers = new TrustedSigners(
            new([UnionPaySide.Authority.Root], [UnionPaySide.Authority.Middle]), UnionPaySide.SignerName);
        var pem = System.Text.Encoding.ASCII.GetBytes(UnionPaySide.PemOf(certificate));

        Assert.NotNull(_reading.Read(body).Evidence);
        Assert.NotNull(signers.Find(pem, UnionPaySide.Now, out _));
        Assert.NotNull(signers.Find(pem, UnionPaySide.Now, out _));
        Assert.Null(signers.Find(pem, UnionPaySide.Now.AddMinutes(2), out var whyNot));
        Assert.Equal(UnionPayRefusal.CertificateNotInForce, whyNot);
    }

    [Fact]
    public void In_production_the_name_is_UnionPays_own_in_Chinese()
    {
        var production = UnionPaySide.Authority.Leaf(UnionPaySide.GatewayKey, "041@Z12@中国银联股份有限公司@00000062");
        var test = UnionPaySide.PemOf(UnionPaySide.GatewayCertificate);
        var ours = new Reading(options => options.SignerName = null);

        var read = ours.Read(UnionPaySide.Fields().With(("signPubKeyCert", UnionPaySide.PemOf(production))));

        Assert.NotNull(read.Evidence);
        Assert.Equal(UnionPayRefusal.OtherSigner, ours.Read(UnionPaySide.Fields().With(("signPubKeyCert", test))).Refusal);
    }

    [Fact]
    public void A_strangers_certificate_is_refused_for_the_same_reason_each_time_and_ours_is_taken_beside_it()
    {
        var signers = new TrustedSigners(
            new([UnionPaySide.Authority.Root], [UnionPaySide.Authority.Middle]), UnionPaySide.SignerName);
        var strangers = System.Text.Encoding.ASCII.GetBytes(UnionPaySide.PemOf(new Authority("Stranger", System.Security.Cryptography.HashAlgorithmName.SHA256).Leaf(UnionPaySide.GatewayKey)));
        var ours = System.Text.Encoding.ASCII.GetBytes(UnionPaySide.PemOf(UnionPaySide.GatewayCertificate));

        for (var minutes = 0.0; minutes < 3; minutes += 0.5)
        {
            Assert.Null(signers.Find(strangers, UnionPaySide.Now.AddMinutes(minutes), out var whyNot));
            Assert.Equal(UnionPayRefusal.UntrustedCertificate, whyNot);
            Assert.NotNull(signers.Find(ours, UnionPaySide.Now.AddMinutes(minutes), out _));
        }
    }

    [Fact]
    public void Of_the_certificates_that_were_taken_the_last_ones_are_kept()
    {
        var signers = new TrustedSigners(
            new([UnionPaySide.Authority.Root], [UnionPaySide.Authority.Middle]), UnionPaySide.SignerName);
        var pem = System.Text.Encoding.ASCII.GetBytes(UnionPaySide.PemOf(UnionPaySide.GatewayCertificate));

        var first = signers.Find(pem, UnionPaySide.Now, out _);

        Assert.Same(first, signers.Find(pem, UnionPaySide.Now, out _));
    }
}
