using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PayFunctions.Core.Callbacks;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class VectorTests
{
    [Fact]
    public void The_documented_request_signature_is_ours_too()
    {
        var vector = OfficialVectors.Json("doc-request-sign.json");
        var signer = new RequestSigner("1900007291", "A1", OfficialVectors.Text(vector.String("private_key")));

        var header = signer.Authorize(
            vector.String("method"), vector.String("canonical_url"), Encoding.UTF8.GetBytes(vector.String("body")),
            long.Parse(vector.String("timestamp")), vector.String("nonce_str"));

        Assert.Contains($"signature=\"{vector.String("signature")}\"", header, StringComparison.Ordinal);
    }

    [Fact]
    public void The_documented_client_signatures_are_ours_too()
    {
        var vector = OfficialVectors.Json("doc-client-pay-sign.json");
        var signer = new RequestSigner("1", "A1", OfficialVectors.Text(vector.String("private_key")));

        Assert.All(vector.GetProperty("cases").EnumerateArray(), one =>
            Assert.Equal(one.String("signature"), signer.Sign(one.String("message")[..^1], [])));
    }

    [Fact]
    public void The_sdks_raw_signature_is_ours_too()
    {
        var vector = OfficialVectors.Json("rsa-sign.json");
        using var key = Pem.ReadKey(OfficialVectors.Text(vector.String("private_key")));

        var signature = key.SignData(
            Encoding.UTF8.GetBytes(vector.String("message")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.Equal(vector.String("signature"), Convert.ToBase64String(signature));
    }

    [Fact]
    public void The_sdks_message_layout_is_ours_too()
    {
        var key = WeChatPaySide.MerchantKey;
        var signer = new RequestSigner("1", "A1", key.ExportPkcs8PrivateKeyPem());

        Assert.All(OfficialVectors.Json("request-message.json").EnumerateArray(), one =>
        {
            var header = signer.Authorize(
                one.String("method"), one.String("canonical_url"), Encoding.UTF8.GetBytes(one.String("body")),
                one.GetProperty("timestamp").GetInt64(), one.String("nonce_str"));
            var signature = key.SignData(
                Encoding.UTF8.GetBytes(one.String("message")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Assert.Contains(Convert.ToBase64String(signature), header, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_documented_answer_verifies_with_the_documented_public_key()
    {
        var vector = OfficialVectors.Json("doc-response-verify.json");
        var headers = Headers(vector);
        using var rsa = Pem.ReadKey(OfficialVectors.Text(vector.String("public_key")));
        var body = Encoding.UTF8.GetBytes(vector.String("body"));
        var now = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("clock_unix").GetInt64());

        Assert.Null(SignatureCheck.RefuseHeaders(headers, new ReplayWindow(TimeSpan.FromSeconds(300)), now, out _));
        Assert.True(SignatureCheck.Verifies(new(rsa), headers, body));
        Assert.False(SignatureCheck.Verifies(new(rsa), headers, [.. body, (byte)' ']));
    }

    [Fact]
    public void The_sdks_notification_verifies_and_opens()
    {
        var vector = OfficialVectors.Json("notification.json");
        using var certificate = X509Certificate2.CreateFromPem(OfficialVectors.Text(vector.String("certificate")));
        using var rsa = certificate.GetRSAPublicKey()!;
        var body = Encoding.UTF8.GetBytes(vector.String("body"));

        Assert.True(SignatureCheck.Verifies(new(rsa), Headers(vector), body));

        var envelope = NotificationEnvelope.Read(body, new byte[body.Length]);
        var sealedBytes = Convert.FromBase64String(Encoding.UTF8.GetString(envelope.Ciphertext));
        var plain = new byte[sealedBytes.Length - ResourceCipher.TagBytes];
        var cipher = new ResourceCipher(vector.String("api_v3_key"));
        Assert.True(cipher.TryOpen(envelope.Nonce, sealedBytes, envelope.Associated, plain));
        Assert.Equal(vector.GetProperty("expected").String("resource_plaintext"), Encoding.UTF8.GetString(plain));
        Assert.Equal(vector.GetProperty("expected").String("event_type"), envelope.EventTypeText);
    }

    [Fact]
    public void The_sdks_sealed_texts_open() =>
        Assert.All(OfficialVectors.Json("aes-gcm.json").EnumerateArray(), one =>
        {
            var sealedBytes = Convert.FromBase64String(one.String("ciphertext"));
            var plain = new byte[sealedBytes.Length - ResourceCipher.TagBytes];

            Assert.True(new ResourceCipher(one.String("api_v3_key")).TryOpen(
                Encoding.UTF8.GetBytes(one.String("nonce")), sealedBytes,
                Encoding.UTF8.GetBytes(one.String("associated_data")), plain));
            Assert.Equal(one.String("plaintext"), Encoding.UTF8.GetString(plain));
        });

    [Fact]
    public void A_real_platform_certificate_opens_and_is_what_it_is_listed_as()
    {
        var vector = OfficialVectors.Json("certificates.json");
        var expected = vector.GetProperty("expected");
        var json = Encoding.UTF8.GetBytes(vector.GetProperty("response").GetRawText());

        var opened = PlatformCertificates.Open(
            json, new(vector.String("api_v3_key")), new(IssuerCheck.None),
            expected.GetProperty("not_before").GetDateTimeOffset());

        Assert.Empty(opened.LeftOut);
        var key = Assert.Single(opened.Holding).Key;
        Assert.Equal(expected.String("serial_no"), key.Serial);
        Assert.Equal(expected.GetProperty("not_before").GetDateTimeOffset(), key.NotBefore);
        Assert.Equal(expected.GetProperty("not_after").GetDateTimeOffset(), key.NotAfter);
    }

    private static SignatureHeaders Headers(JsonElement vector)
    {
        var headers = vector.GetProperty("headers");
        return new(
            headers.String("Wechatpay-Timestamp"), headers.String("Wechatpay-Nonce"),
            headers.String("Wechatpay-Signature"), headers.String("Wechatpay-Serial"), null);
    }
}
