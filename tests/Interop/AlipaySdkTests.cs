using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Interop;

/// <summary>The npm package <c>alipay-sdk</c>, Alipay's own, takes what the sandbox signs; the app takes what it
/// signs, and signs as it does.</summary>
public class AlipaySdkTests
{
    private const string NotifyUrl = "https://pay.example.com/api/callbacks/alipay";
    private const string Node = """{"code":"10000","msg":"Success","url":"http:\/\/a.example\/b","subject":"一壶茶"}""";

    [Fact]
    public async Task Each_takes_what_the_other_signs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var alipay = await SimulatedAlipay.StartAsync(1, cancellation);
        var notification = AlipaySide.Fields();
        var told = await RunAsync(alipay, SignedText(notification), Node);

        Assert.True(told.GetProperty("takes").GetBoolean());
        Assert.False(told.GetProperty("takesTampered").GetBoolean());
        Assert.Equal(alipay.Trade("NODE0001").Offer, told.GetProperty("qrCode").GetString());
        Assert.Equal("ACQ.TRADE_NOT_EXIST", told.GetProperty("unknown").GetString());

        var orderString = told.GetProperty("orderString").GetString()!;
        Assert.Null(alipay.Open(orderString));
        Assert.Equal(AlipayTradeState.Waiting, alipay.Trade("NODE0003").State);
        AssertOurSignatureIsTheSame(alipay.PublicKeyMode, orderString);

        var (signed, answer) = (told.GetProperty("signatures")[0].GetString()!, told.GetProperty("signatures")[1].GetString()!);
        var form = AlipaySide.Form(notification.With(("sign", signed), ("sign_type", "RSA2")));
        Assert.Equal("ORD0001", new Reading().Read(form).Key.OrderId);
        AssertTaken($$"""{"x_response": {{Node}},"sign":"{{answer}}"}""");
    }

    /// <summary>RSA PKCS#1 has no chance in it: the same key over the same text is the same signature.</summary>
    private static void AssertOurSignatureIsTheSame(AlipayApplication application, string theirs)
    {
        var parameters = HttpUtility.ParseQueryString(theirs);
        Assert.True(BeijingTime.TryRead(Encoding.ASCII.GetBytes(parameters["timestamp"]!), out var at));
        var ours = new SignedRequest(
            AppOf(application), parameters["method"]!, parameters["biz_content"]!, at, isTrade: true);

        // Each leaves out what the other says by default (format, its own version): what both say is the same.
        var told = parameters.AllKeys.Where(name => name != "sign").Order(StringComparer.Ordinal)
            .Select(name => $"{name}={parameters[name]}").ToArray();
        var both = told.Where(ours.SignedText.Split('&').Contains).ToArray();
        Assert.True(both.Length >= 8, string.Join('&', told));
        Assert.Equal(parameters["sign"], new Rsa2Signer(application.PrivateKeyPem).Sign(string.Join('&', told)));
    }

    private static void AssertTaken(string body)
    {
        var found = ResponseNode.Find(Encoding.UTF8.GetBytes(body), "x_response")!;
        var key = new SignatureKey(AlipaySide.AlipayKey);
        var signature = new byte[key.SignatureBytes];
        Assert.True(CanonicalBase64.TryDecode(found.Sign, signature));
        Assert.True(key.Verifies(SHA256.HashData(found.Raw.Span), signature));
    }

    private static async Task<JsonElement> RunAsync(SimulatedAlipay alipay, params string[] texts)
    {
        var (key, certificates) = (alipay.PublicKeyMode, alipay.CertificateMode);
        var said = await NodeScript.RunAsync(
            "alipay.mjs", Path.Combine("alipay-sdk", "dist", "esm", "util.js"), JsonSerializer.Serialize(new
            {
                gateway = alipay.Gateway,
                notifyUrl = NotifyUrl,
                notification = Encoding.ASCII.GetString(Seal(alipay)),
                alipayPrivateKey = AlipaySide.AlipayKey.ExportPkcs8PrivateKeyPem(),
                texts,
                byKey = new
                {
                    appId = key.AppId,
                    privateKey = key.PrivateKeyPem,
                    alipayPublicKey = key.PlatformPublicKeyPem,
                },
                byCertificate = new
                {
                    appId = certificates.AppId,
                    privateKey = certificates.PrivateKeyPem,
                    app = certificates.Certificates!.AppPem,
                    alipay = certificates.Certificates.AlipayPem,
                    roots = certificates.Certificates.RootsPem,
                },
            }));
        return JsonDocument.Parse(said[^1]).RootElement;
    }

    /// <summary>A payment's notification by the sandbox, of an order that our own page brought.</summary>
    private static byte[] Seal(SimulatedAlipay alipay)
    {
        const string Content = """{"out_trade_no":"OURS0001","total_amount":"12.30","subject":"一壶茶 + 10% & cake"}""";
        var page = new SignedRequest(
            AppOf(alipay.PublicKeyMode), "alipay.trade.page.pay", Content, TimeProvider.System.GetUtcNow(), isTrade: true);
        Assert.Null(alipay.Open(page.Whole));
        return alipay.SealPayment("OURS0001");
    }

    private static AlipayApp AppOf(AlipayApplication application) => new(application.AppId, new()
    {
        PrivateKey = application.PrivateKeyPem,
        PublicKey = application.PlatformPublicKeyPem,
        SellerId = application.SellerId,
        NotifyUrl = NotifyUrl,
    });

    private static string SignedText(Dictionary<string, string> fields) => string.Join(
        '&', fields.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));
}
