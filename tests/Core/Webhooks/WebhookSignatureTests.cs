using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Tests.Core.Webhooks;

public class WebhookSignatureTests
{
    /// <remarks>
    /// Our own vectors. Each value is what this prints, with the key's 24 bytes 0, 1, 2 … 23 as hex:
    /// <c>printf '%s' "msg_1.1700000000.{}" | openssl dgst -sha256 -mac hmac -macopt hexkey:… -binary | base64</c>
    /// </remarks>
    [Theory]
    [InlineData("msg_1", 1700000000, "{}", "ehZEL34p4RtokJ76Mky/c6YT0NkxG/H/gdzahhXIyv0=")]
    [InlineData("msg_2", 0, "", "5DjELRFe+ouR1FccwjZpqCt/pA/vKT/Q6KuZCFMBPC8=")]
    [InlineData("msg_3", 4102444800, "{\"description\":\"一壶茶\"}", "BErpcncBsQomuTd55ztS1niJTHt0z18oNmaxIF3adSc=")]
    public void A_signature_is_the_hmac_of_id_timestamp_and_body(
        string id, long timestamp, string body, string expected)
    {
        var signature = WebhookSignature.Of([Secret(0)], id, timestamp, Encoding.UTF8.GetBytes(body));

        Assert.Equal($"v1,{expected}", signature);
    }

    [Fact]
    public void While_a_secret_is_replaced_both_sign()
    {
        var body = "{}"u8.ToArray();

        var both = WebhookSignature.Of([Secret(1), Secret(2)], "msg_1", 1700000000, body);

        Assert.Equal(
            $"{WebhookSignature.Of([Secret(1)], "msg_1", 1700000000, body)} "
            + WebhookSignature.Of([Secret(2)], "msg_1", 1700000000, body),
            both);
    }

    [Fact]
    public void Any_body_under_any_secret_verifies_by_the_published_algorithm() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(),
        (body, timestamp) =>
        {
            var key = RandomNumberGenerator.GetBytes(32);
            var secret = WebhookSecret.TryRead($"whsec_{Convert.ToBase64String(key)}")!;

            var header = WebhookSignature.Of([secret], "msg_x", timestamp.Get, body);

            byte[] signed = [.. Encoding.UTF8.GetBytes($"msg_x.{timestamp.Get}."), .. body];
            return header == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(64)]
    public void A_secret_is_the_base64_of_24_to_64_bytes(int length) =>
        Assert.NotNull(WebhookSecret.TryRead($"whsec_{Convert.ToBase64String(new byte[length])}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")]
    [InlineData("WHSEC_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMU FRYX")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX ")]
    [InlineData("whsec_not base64 at all, though long enough")]
    public void Anything_else_is_no_secret(string? text) => Assert.Null(WebhookSecret.TryRead(text));

    [Fact]
    public void A_secret_of_more_bytes_than_64_is_none() =>
        Assert.Null(WebhookSecret.TryRead($"whsec_{Convert.ToBase64String(new byte[65])}"));

    [Fact]
    public void A_secret_does_not_show_its_key() =>
        Assert.DoesNotContain("AAEC", $"{Secret(0)}", StringComparison.Ordinal);

    /// <summary>24 bytes, rising from the first.</summary>
    private static WebhookSecret Secret(byte first) => WebhookSecret.TryRead(
        $"whsec_{Convert.ToBase64String([.. Enumerable.Range(first, 24).Select(value => (byte)value)])}")!;
}
