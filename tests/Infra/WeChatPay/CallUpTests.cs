using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class CallUpTests
{
    private const string PrepayId = "wx201410272009395522657a690389285100";
    private const string Nonce = "593BEC0C930BF1AFEB40B4A08C8FB242";
    private const long At = 1554208460;

    [Fact]
    public void The_documented_call_ups_are_ours_too()
    {
        var vector = OfficialVectors.Json("doc-client-pay-sign.json");
        var merchant = Merchant(vector.String("appid"), OfficialVectors.Text(vector.String("private_key")));
        var signatures = vector.GetProperty("cases").EnumerateArray()
            .ToDictionary(one => one.String("kind"), one => one.String("signature"));

        Assert.Equal(PrepayId, vector.String("prepay_id"));
        var jsapi = Read(CallUp.Jsapi(merchant, PrepayId, At, Nonce));
        Assert.Equal(signatures["jsapi_or_mini_program"], jsapi.String("paySign"));
        Assert.Equal(signatures["app"], Read(CallUp.App(merchant, PrepayId, At, Nonce)).String("sign"));
    }

    [Fact]
    public void A_page_inside_of_WeChat_is_given_these_names_and_signs_the_whole_package()
    {
        var call = Read(CallUp.Jsapi(OurMerchant(), PrepayId, At, Nonce));

        Assert.Equal(
            ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"],
            call.EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            ("wx0000000000000001", "1554208460", Nonce, $"prepay_id={PrepayId}", "RSA"),
            (
                call.String("appId"), call.String("timeStamp"), call.String("nonceStr"), call.String("package"),
                call.String("signType")));
        AssertSigned($"wx0000000000000001\n1554208460\n{Nonce}\nprepay_id={PrepayId}\n", call.String("paySign"));
    }

    [Fact]
    public void Another_app_is_given_those_names_and_signs_the_bare_prepay_id()
    {
        var call = Read(CallUp.App(OurMerchant(), PrepayId, At, Nonce));

        Assert.Equal(
            ["appid", "partnerid", "prepayid", "package", "noncestr", "timestamp", "sign"],
            call.EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            (WeChatPaySide.MerchantId, PrepayId, "Sign=WXPay", "1554208460"),
            (call.String("partnerid"), call.String("prepayid"), call.String("package"), call.String("timestamp")));
        AssertSigned($"wx0000000000000001\n1554208460\n{Nonce}\n{PrepayId}\n", call.String("sign"));
    }

    private static void AssertSigned(string message, string signature) =>
        Assert.True(WeChatPaySide.MerchantKey.VerifyData(
            Encoding.UTF8.GetBytes(message), Convert.FromBase64String(signature), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));

    private static WeChatPayMerchant OurMerchant() => new(WeChatPaySide.MerchantId, WeChatPaySide.Options());

    private static WeChatPayMerchant Merchant(string appId, string privateKey)
    {
        var options = WeChatPaySide.Options();
        (options.AppId, options.PrivateKey) = (appId, privateKey);
        return new(WeChatPaySide.MerchantId, options);
    }

    private static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement;
}
