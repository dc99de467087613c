using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class KeyHygieneTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_sealed_into_a_file_opens_under_the_vaults_secret_and_no_other()
    {
        var pem = Encoding.UTF8.GetBytes(WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem());
        using var secret = new SecretBytes(pem);
        using var wrapping = WrappingKey();
        using var other = WrappingKey();

        var file = WrappedKeyFile.Read(WrappedKeyFile.Seal("wrapping", wrapping, secret).ToJson())!;
        using var opened = file.Open(wrapping)!;

        Assert.Equal(pem, opened.Span.ToArray());
        Assert.Null(file.Open(other));
        Assert.Null((file with { Key = "another" }).Open(wrapping));
        Assert.Null(WrappedKeyFile.Read("{}"u8));
    }

    [Fact]
    public void A_signer_says_nothing_of_its_key_and_signs_no_more_once_it_is_disposed_of()
    {
        using var pem = new SecretBytes(Encoding.UTF8.GetBytes(WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem()));
        using var loaded = PemKeys.Read(pem)!;
        var signer = new RequestSigner("1900000001", "A1", loaded.Key);
        var before = signer.Sign("a\n", default);

        signer.Dispose();

        Assert.NotEmpty(before);
        Assert.Equal("signer of 1900000001, serial A1", signer.ToString());
        Assert.DoesNotContain("PRIVATE", loaded.ToString(), StringComparison.Ordinal);
        var failure = Assert.Throws<ObjectDisposedException>(() => signer.Sign("a\n", default));
        Assert.DoesNotContain("PRIVATE", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_taken_over_from_is_the_merchants_own_for_the_overlap_and_then_gone()
    {
        var old = new RequestSigner("1900000001", "A1", WeChatPaySide.MerchantKey);
        using var keys = new MerchantKeys(old);
        keys.Replace(new("1900000001", "B2", WeChatPaySide.OtherKey), Now, TimeSpan.FromHours(24));

        keys.Retire(Now.AddHours(24));
        Assert.True(keys.IsOwn("A1") && keys.IsOwn("B2"));
        Assert.Equal("B2", keys.Current?.Serial);
        keys.Retire(Now.AddHours(25));

        Assert.False(keys.IsOwn("A1"));
        Assert.Throws<ObjectDisposedException>(() => old.Sign("a\n", default));
    }

    [Fact]
    public async Task While_the_newer_certificate_is_not_taken_yet_the_one_before_signs_for_the_overlap()
    {
        var serials = new List<string>();
        await using var provider = await FakeEndpoint.StartAsync(context =>
        {
            var authorization = context.Request.Headers.Authorization.ToString();
            serials.Add(authorization.Contains("serial_no=\"B2\"", StringComparison.Ordinal) ? "B2" : "A1");
            if (serials[^1] == "B2") context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var clock = new ManualClock(Now);
        using var http = new OutboundHttp(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
        var merchant = Merchant(provider.Url);
        merchant.Keys.Replace(new("1900000001", "A1", WeChatPaySide.MerchantKey), Now, TimeSpan.FromHours(24));
        merchant.Keys.Replace(new("1900000001", "B2", WeChatPaySide.OtherKey), Now, TimeSpan.FromHours(24));
        var calls = new SignedCalls(http, clock);

        var during = await SendAsync(calls, merchant);
        clock.Advance(TimeSpan.FromHours(25));
        var after = await SendAsync(calls, merchant);

        Assert.Equal((200, 401), (during.Status, after.Status));
        Assert.Equal(["B2", "A1", "B2"], serials);
    }

    [Fact]
    public void Nothing_that_holds_a_secret_says_it()
    {
        var secrets = new[]
        {
            WeChatPaySide.ApiV3Key, WeChatPaySide.Options().PrivateKey!, AlipaySide.PublicKeyMode().PrivateKey!,
            "content-key-====", "acquirers-bearer",
        };
        var alipay = AlipaySide.PublicKeyMode();
        alipay.ContentKey = Convert.ToBase64String("content-key-===="u8);
        var applePay = new ApplePayMerchantOptions
        {
            AcquirerKey = "acquirers-bearer",
            AcquirerUrl = "https://gateway.example.com/",
        };
        var alipayApp = new AlipayApp(AlipaySide.AppId, alipay);
        using var secretBytes = new SecretBytes(Encoding.UTF8.GetBytes(WeChatPaySide.ApiV3Key));
        object[] holders =
        [
            WeChatPaySide.Options(), Merchant(new("http://127.0.0.1:1/")), new ResourceCipher(WeChatPaySide.ApiV3Key),
            alipay, alipayApp, alipayApp.Signer, alipayApp.Cipher!, applePay, new ApplePayMerchant("merchant.a", applePay),
            secretBytes, new SecretSetting("A:Key", KeyReference.Of("secret:a"), _ => null),
            new WrappedKeyFile("wrapping", [1], [2]), WeChatPaySide.MerchantKey,
        ];

        Assert.All(holders, holder => Assert.All(secrets, secret =>
            Assert.DoesNotContain(secret, holder.ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public void A_setting_that_does_not_do_is_named_and_its_value_is_in_no_message()
    {
        const string Wrong = "-----BEGIN PRIVATE KEY-----a-secret-of-ours-----END PRIVATE KEY-----";
        var weChatPay = new WeChatPayOptions();
        var merchant = WeChatPaySide.Options();
        (merchant.PrivateKey, merchant.ApiV3Key) = (Wrong, Wrong);
        weChatPay.Merchants.Add("1900000001", merchant);
        var alipay = new AlipayOptions();
        var app = AlipaySide.PublicKeyMode();
        (app.PrivateKey, app.ContentKey) = (Wrong, Wrong);
        alipay.Apps.Add(AlipaySide.AppId, app);
        var applePay = new ApplePayOptions();
        var merchantOfTokens = new ApplePayMerchantOptions { AcquirerUrl = Wrong, AcquirerKey = Wrong };
        merchantOfTokens.PrivateKeys.Add(Wrong);
        applePay.Merchants.Add("merchant.a", merchantOfTokens);

        string[] told =
        [
            .. new WeChatPayOptionsRules().Validate(null, weChatPay).Failures!,
            .. new AlipayOptionsRules().Validate(null, alipay).Failures!,
            .. new ApplePayOptionsRules().Validate(null, applePay).Failures!,
        ];

        Assert.InRange(told.Length, 6, 20);
        Assert.All(told, line => Assert.DoesNotContain("a-secret-of-ours", line, StringComparison.Ordinal));
    }

    private static WeChatPayMerchant Merchant(Uri url)
    {
        var options = WeChatPaySide.Options();
        (options.PrivateKey, options.BaseUrl) = ("certificate:merchant", url.AbsoluteUri);
        return new("1900000001", options);
    }

    private static Task<OutboundAnswer> SendAsync(SignedCalls calls, WeChatPayMerchant merchant) =>
        calls.SendAsync(merchant, "query", "/v3/anything", null, TestContext.Current.CancellationToken);

    private static SecretBytes WrappingKey() =>
        new(Encoding.UTF8.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
}
