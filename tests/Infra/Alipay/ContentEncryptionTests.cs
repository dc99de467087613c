using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Alipay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Contents encrypted by AES: what we ask leaves sealed, and what is answered is verified as it came and then
/// opened.</summary>
public class ContentEncryptionTests
{
    private const string Method = "alipay.trade.query";
    private const string Node = """{"code":"10000","msg":"Success","out_trade_no":"ORD1","trade_status":"TRADE_SUCCESS"}""";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(16);

    [Fact]
    public void A_request_says_that_it_is_encrypted_and_signs_what_leaves()
    {
        using var calling = Calling(new("http://127.0.0.1:1/"));

        var signed = new SignedRequest(calling.App, Method, """{"out_trade_no":"ORD1"}""", AlipaySide.Now);

        Assert.Contains("encrypt_type=AES", signed.SignedText, StringComparison.Ordinal);
        Assert.DoesNotContain("ORD1", signed.SignedText, StringComparison.Ordinal);
        var content = signed.SignedText.Split('&').Single(one => one.StartsWith("biz_content=", StringComparison.Ordinal));
        using var aes = Aes.Create();
        aes.Key = Key;
        var opened = aes.DecryptCbc(Convert.FromBase64String(content["biz_content=".Length..]), new byte[16]);
        Assert.Equal("""{"out_trade_no":"ORD1"}""", Encoding.UTF8.GetString(opened));
    }

    [Fact]
    public async Task An_answer_is_verified_with_its_quotes_and_then_opened()
    {
        var answer = await AskAsync(AlipaySide.Answer(Method, Sealed(Node, Key)));

        Assert.Equal((AlipayVerdict.Verified, "ORD1"), (answer.Verdict, answer.Text("out_trade_no")));
    }

    [Fact]
    public async Task An_answer_of_another_key_or_changed_on_the_way_is_not_believed()
    {
        var other = await AskAsync(AlipaySide.Answer(Method, Sealed(Node, RandomNumberGenerator.GetBytes(16))));
        var stranger = await AskAsync(AlipaySide.Answer(Method, Sealed(Node, Key), AlipaySide.OtherKey));
        // Signed over the text without its quotes, as somebody would who takes the value for the node.
        var bare = Sealed(Node, Key);
        var sign = Convert.ToBase64String(AlipaySide.AlipayKey.SignData(
            Encoding.UTF8.GetBytes(bare.Trim('"')), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var unquoted = await AskAsync($$"""{"alipay_trade_query_response":{{bare}},"sign":"{{sign}}"}""");

        Assert.All([other, stranger, unquoted], answer => Assert.Equal(AlipayVerdict.Unknown, answer.Verdict));
    }

    [Fact]
    public async Task An_error_in_clear_is_still_read_as_one()
    {
        var answer = await AskAsync(
            """{"alipay_trade_query_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.decryption-error"}}""");

        Assert.Equal((AlipayVerdict.Error, "isv.decryption-error"), (answer.Verdict, answer.SubCode));
    }

    [Theory]
    [InlineData("QUJD")]
    [InlineData("not base64 at all")]
    public void A_key_of_another_size_stops_the_start(string key)
    {
        var options = new AlipayOptions();
        var app = AlipaySide.PublicKeyMode();
        app.ContentKey = key;
        options.Apps.Add(AlipaySide.AppId, app);

        var failure = Assert.Single(new AlipayOptionsRules().Validate(null, options).Failures!);

        Assert.Contains($"Alipay:Apps:{AlipaySide.AppId}:ContentKey", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(key, failure, StringComparison.Ordinal);
    }

    private static string Sealed(string node, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var text = Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(node), new byte[16]));
        return $"\"{text.Replace("/", "\\/", StringComparison.Ordinal)}\"";
    }

    private static AlipayCalling Calling(Uri gateway)
    {
        var options = AlipaySide.PublicKeyMode();
        options.ContentKey = Convert.ToBase64String(Key);
        return new(AlipaySide.AppId, options, gateway);
    }

    private static async Task<AlipayAnswer> AskAsync(string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await FakeEndpoint.StartAsync(
            context => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), cancellation).AsTask());
        using var calling = Calling(new(gateway.Url, "gateway.do"));
        return await calling.Gateway.CallAsync(
            calling.App, "query", Method, """{"out_trade_no":"ORD1"}""", true, false, cancellation);
    }
}
