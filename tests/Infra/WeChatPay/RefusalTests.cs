using System.Globalization;
using System.Text;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class RefusalTests
{
    private static readonly byte[] Body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());

    private delegate (SignatureHeaders Headers, byte[] Body) Variant(SignatureHeaders good, byte[] body);

    private static readonly Dictionary<string, (Variant Make, RefusalReason Reason, int Status)> Hostile = new()
    {
        ["a body with one digit changed"] =
            ((good, body) => (good, Changed(body, "EV-0001", "EV-0002")), RefusalReason.BadSignature, 401),
        ["a body cut short"] = ((good, body) => (good, body[..^1]), RefusalReason.BadSignature, 401),
        ["no body"] = ((good, _) => (good, []), RefusalReason.BodyAltered, 401),
        ["a body led by a byte order mark"] =
            ((good, body) => (good, [0xEF, 0xBB, 0xBF, .. body]), RefusalReason.BodyAltered, 401),
        ["a body ended by a line end"] =
            ((good, body) => (good, [.. body, (byte)'\n']), RefusalReason.BodyAltered, 401),
        ["a body written again with spaces"] =
            ((good, body) => (good, Changed(body, "\":\"", "\": \"")), RefusalReason.BodyAltered, 401),
        ["a signature of another key"] =
            ((_, body) => (
                WeChatPaySide.Sign(WeChatPaySide.OtherKey, Receiving.PlatformSerial, Receiving.Now, body), body),
                RefusalReason.BadSignature, 401),
        ["a signature of another message"] =
            ((good, body) => (good with { Signature = SignedOver("another"u8).Signature }, body),
                RefusalReason.BadSignature, 401),
        ["a signature that is no base64"] =
            ((good, body) => (good with { Signature = "§§§" }, body), RefusalReason.BadSignature, 401),
        ["a signature with a space in it"] =
            ((good, body) => (good with { Signature = good.Signature + " " }, body), RefusalReason.BadSignature, 401),
        ["a signature cut short"] =
            ((good, body) => (good with { Signature = good.Signature![..^4] }, body), RefusalReason.BadSignature, 401),
        ["a signature of 100 000 characters"] =
            ((good, body) => (good with { Signature = new('A', 100_000) }, body), RefusalReason.BadSignature, 401),
        ["another nonce"] =
            ((good, body) => (good with { Nonce = "x" + good.Nonce }, body), RefusalReason.BadSignature, 401),
        ["a nonce of 100 000 characters"] =
            ((good, body) => (good with { Nonce = new('A', 100_000) }, body), RefusalReason.BadSignature, 401),
        ["a timestamp one second on"] =
            ((good, body) => (good with { Timestamp = Seconds(1) }, body), RefusalReason.BadSignature, 401),
        ["the timestamp with a leading zero"] =
            ((good, body) => (good with { Timestamp = "0" + good.Timestamp }, body), RefusalReason.BadSignature, 401),
        ["a timestamp 300 s old"] =
            ((_, body) => (SignedAt(-300, body), body), RefusalReason.StaleTimestamp, 401),
        ["a timestamp 300 s ahead"] =
            ((_, body) => (SignedAt(300, body), body), RefusalReason.StaleTimestamp, 401),
        ["a timestamp that is a word"] =
            ((good, body) => (good with { Timestamp = "now" }, body), RefusalReason.StaleTimestamp, 401),
        ["a timestamp with a sign"] =
            ((good, body) => (good with { Timestamp = "+" + good.Timestamp }, body), RefusalReason.StaleTimestamp, 401),
        ["a timestamp past all dates"] =
            ((good, body) => (good with { Timestamp = "99999999999999999999" }, body),
                RefusalReason.StaleTimestamp, 401),
        ["no timestamp"] =
            ((good, body) => (good with { Timestamp = null }, body), RefusalReason.MissingSignature, 401),
        ["no nonce"] = ((good, body) => (good with { Nonce = "" }, body), RefusalReason.MissingSignature, 401),
        ["no signature"] =
            ((good, body) => (good with { Signature = null }, body), RefusalReason.MissingSignature, 401),
        ["no serial"] = ((good, body) => (good with { Serial = null }, body), RefusalReason.MissingSignature, 401),
        ["an SM2 signature"] =
            ((good, body) => (good with { SignatureType = "WECHATPAY2-SM2-WITH-SM3" }, body),
                RefusalReason.UnsupportedSignatureType, 401),
        ["a probe"] =
            ((good, body) => (good with { Signature = "WECHATPAY/SIGNTEST/§" + good.Signature }, body),
                RefusalReason.SignatureProbe, 401),
        ["an unknown serial"] =
            ((good, body) => (good with { Serial = "77" + good.Serial![2..] }, body), RefusalReason.UnknownSerial, 401),
        ["the merchant's own serial"] =
            ((_, body) => (
                WeChatPaySide.Sign(WeChatPaySide.MerchantKey, WeChatPaySide.MerchantSerial, Receiving.Now, body), body),
                RefusalReason.MerchantSerialUsed, 401),
        ["a public key's id where certificates are used"] =
            ((good, body) => (good with { Serial = WeChatPaySide.PublicKeyId }, body), RefusalReason.WrongKeyMode, 401),
        ["64 KB and one byte"] = ((good, _) => (good, new byte[64 * 1024 + 1]), RefusalReason.TooLarge, 413),
        ["signed, no JSON"] = ((_, _) => Signed("hello"), RefusalReason.Malformed, 400),
        ["signed, an array"] = ((_, _) => Signed("[]"), RefusalReason.Malformed, 400),
        ["signed, no id"] = ((_, _) => Signed("""{"event_type":"TRANSACTION.SUCCESS"}"""), RefusalReason.Malformed, 400),
        ["signed, two documents"] =
            ((_, body) => Signed(Encoding.UTF8.GetString(body) + "{}"), RefusalReason.Malformed, 400),
        ["signed, bytes that are no UTF-8"] =
            ((_, _) => SignedBytes([.. "{\"id\":\"\\u0041"u8, 0xFF, 0xFE, .. "\"}"u8]), RefusalReason.Malformed, 400),
        ["signed, the resource is a string"] =
            ((_, _) => Signed("""{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":"x"}"""), RefusalReason.Malformed, 400),
        ["signed, no resource"] =
            ((_, _) => Signed("""{"id":"1","event_type":"TRANSACTION.SUCCESS"}"""), RefusalReason.NotDecryptable, 400),
        ["signed, sealed with another key"] =
            ((_, _) => SignedBytes(WeChatPaySide.Envelope(WeChatPaySide.Transaction(), key: new('k', 32))),
                RefusalReason.NotDecryptable, 400),
        ["signed, another algorithm"] =
            ((_, _) => SignedBytes(WeChatPaySide.Envelope(WeChatPaySide.Transaction(), algorithm: "AEAD_SM4_GCM")),
                RefusalReason.NotDecryptable, 400),
        ["signed, an amount with a fraction"] = (Of(amount: """{"total":12.5,"currency":"CNY"}"""), RefusalReason.Malformed, 400),
        ["signed, an amount past all numbers"] =
            (Of(amount: """{"total":99999999999999999999,"currency":"CNY"}"""), RefusalReason.Malformed, 400),
        ["signed, paid without an amount"] = (Of(amount: "{}"), RefusalReason.Malformed, 400),
        ["signed, paid without a number"] =
            ((_, _) => SignedBytes(WeChatPaySide.Envelope(WeChatPaySide.Transaction(transactionId: ""))),
                RefusalReason.Malformed, 400),
        ["signed, an unknown currency"] =
            (Of(amount: """{"total":1230,"currency":"XTS"}"""), RefusalReason.UnknownWord, 503),
        ["signed, an unknown trade state"] =
            ((_, _) => SignedBytes(WeChatPaySide.Envelope(WeChatPaySide.Transaction("PAID"))),
                RefusalReason.UnknownWord, 503),
    };

    public static TheoryData<string> HostileNames => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void A_hostile_callback_is_refused_for_its_reason(string name)
    {
        var (make, reason, status) = Hostile[name];
        var good = WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, Body);
        var (headers, body) = make(good, Body);

        var reading = new Receiving().Read(headers, body);

        Assert.Null(reading.Evidence);
        Assert.False(reading.Acknowledge);
        Assert.Equal((reason, status), (reading.Refusal!.Reason, reading.Refusal.Status));
        Assert.Equal($"docs/refusals.md#{RefusalReasons.Code(reason)}", reading.Refusal.Anchor);
    }

    [Fact]
    public void A_callback_for_a_merchant_nobody_configured_is_refused()
    {
        var headers = WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, Body);

        var reading = new Receiving().Notifications.Read("1900000002", headers, Body);

        Assert.Equal((RefusalReason.UnknownMerchant, 404), (reading.Refusal!.Reason, reading.Refusal.Status));
    }

    [Fact]
    public void A_certificates_serial_where_only_the_public_key_is_configured_is_the_wrong_key_mode()
    {
        var receiving = new Receiving(publicKeyMode: true, platformCertificate: false);

        Assert.Equal(RefusalReason.WrongKeyMode, receiving.Read(Body).Refusal!.Reason);
        Assert.Equal([Receiving.PlatformSerial], receiving.AskedFor); // In migration it may be there all the same.
    }

    [Fact]
    public void Another_public_key_id_is_the_wrong_key_mode()
    {
        var headers = WeChatPaySide.Sign(
            WeChatPaySide.PlatformKey, WeChatPaySide.PublicKeyId[..^1] + "2", Receiving.Now, Body);

        Assert.Equal(
            RefusalReason.WrongKeyMode, new Receiving(publicKeyMode: true).Read(headers, Body).Refusal!.Reason);
    }

    [Theory]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-300, false)]
    [InlineData(300, false)]
    public void A_timestamp_is_fresh_within_300_seconds_either_way(int seconds, bool fresh)
    {
        var reading = new Receiving().Read(SignedAt(seconds, Body), Body);

        Assert.Equal(fresh, reading.Refusal is null);
        if (!fresh) Assert.Equal(TimeSpan.FromSeconds(seconds), reading.Refusal!.Skew);
    }

    [Fact]
    public void An_expired_certificate_verifies_nothing()
    {
        var receiving = new Receiving(platformCertificate: false);
        receiving.Merchant.Merge(
            [Receiving.Key(Receiving.PlatformSerial, Receiving.Now.AddYears(-1), Receiving.Now.AddSeconds(60))],
            Receiving.Now);
        receiving.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(RefusalReason.CertificateNotInForce, receiving.Read(Body).Refusal!.Reason);
    }

    [Fact]
    public void An_unknown_serial_is_asked_for_and_a_bad_signature_is_not()
    {
        var receiving = new Receiving();
        var headers = WeChatPaySide.Sign(WeChatPaySide.PlatformKey, "77AB", Receiving.Now, Body);

        receiving.Read(headers, Body);
        receiving.Read(headers with { Serial = Receiving.PlatformSerial, Signature = "x" }, Body);

        Assert.Equal(["77AB"], receiving.AskedFor);
    }

    [Fact]
    public void While_the_apiv3_key_is_not_found_yet_a_genuine_one_is_told_to_come_again_and_a_forged_one_is_refused()
    {
        var receiving = new Receiving(apiV3Key: "secret:apiv3");

        var genuine = receiving.Read(Body);
        var forged = receiving.Read(
            WeChatPaySide.Sign(WeChatPaySide.OtherKey, Receiving.PlatformSerial, Receiving.Now, Body), Body);

        Assert.Equal((RefusalReason.SecretNotFound, 503), (genuine.Refusal!.Reason, genuine.Refusal.Status));
        Assert.Equal(RefusalReason.BadSignature, forged.Refusal!.Reason);
    }

    [Fact]
    public void Every_reason_has_a_code_of_its_own_and_a_status_that_makes_the_provider_come_again()
    {
        var reasons = Enum.GetValues<RefusalReason>();

        Assert.Equal(reasons.Length, reasons.Select(RefusalReasons.Code).Distinct().Count());
        Assert.All(reasons, reason => Assert.InRange(RefusalReasons.Status(reason), 400, 503));
    }

    private static Variant Of(string amount) =>
        (_, _) => SignedBytes(WeChatPaySide.Envelope(WeChatPaySide.Transaction(amount: amount)));

    private static (SignatureHeaders, byte[]) Signed(string body) => SignedBytes(Encoding.UTF8.GetBytes(body));

    private static (SignatureHeaders, byte[]) SignedBytes(byte[] body) => (SignedOver(body), body);

    private static SignatureHeaders SignedOver(ReadOnlySpan<byte> body) =>
        WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, body);

    private static SignatureHeaders SignedAt(int seconds, byte[] body) => WeChatPaySide.Sign(
        WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now.AddSeconds(seconds), body);

    private static string Seconds(int later) =>
        (Receiving.Now.ToUnixTimeSeconds() + later).ToString(CultureInfo.InvariantCulture);

    private static byte[] Changed(byte[] body, string from, string to) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(body).Replace(from, to, StringComparison.Ordinal));
}
