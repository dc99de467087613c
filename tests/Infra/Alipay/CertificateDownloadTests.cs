using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Providers;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Tests.Infra.Certificates;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>New certificates of Alipay's: met, fetched, held to the root, and taken into the ring.</summary>
public sealed class CertificateDownloadTests : IAsyncLifetime
{
    private const string Method = CertificateAnswer.Method;

    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow);
    private SimulatedAlipay _alipay = null!;

    private AlipayApplication Application => _alipay.CertificateMode;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _alipay = await SimulatedAlipay.StartAsync(1.0 / 3600, Cancellation, _clock);

    public ValueTask DisposeAsync() => _alipay.DisposeAsync();

    [Fact]
    public async Task An_answer_under_a_certificate_that_nobody_has_seen_is_read_once_it_is_fetched()
    {
        using var calling = Calling();
        var next = Application.RenewAlipaysCertificate();

        var answer = await calling.Gateway.CallAsync(
            calling.App, "query", "alipay.trade.query", """{"out_trade_no":"ORD1"}""", true, false, Cancellation);

        // Their word, verified: an answer that is not trusted would be Unknown.
        Assert.Equal((AlipayVerdict.Error, "ACQ.TRADE_NOT_EXIST"), (answer.Verdict, answer.SubCode));
        Assert.NotNull(calling.App.Ring.Find(next, _clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_policy_finds_the_new_certificate_by_the_name_under_the_answer_and_keeps_both()
    {
        using var calling = Calling();
        var former = Application.Certificates!.AlipaySerial;
        var first = Assert.Single(await calling.Updater.RenewDueAsync(RenewalTrigger.Policy));
        var next = Application.RenewAlipaysCertificate();
        _clock.Advance(TimeSpan.FromHours(13));

        var renewed = Assert.Single(await calling.Updater.RenewDueAsync(RenewalTrigger.Timer));

        Assert.Equal((RenewalOutcome.Renewed, RenewalOutcome.Renewed), (first.Outcome, renewed.Outcome));
        var listed = calling.Listing.Of("default");
        Assert.Equal([former, next], listed.Select(one => one.Certificate.Serial).Order(StringComparer.Ordinal)
            .OrderBy(serial => serial == next));
        Assert.All(listed, one => Assert.Equal(
            (CertificatePurpose.AlipayPublic, CertificateState.Active), (one.Certificate.Purpose, one.State)));
        Assert.All(listed, one => Assert.NotNull(one.NextCheckAt));
    }

    [Fact]
    public async Task A_cold_instance_has_the_new_certificate_from_the_vault_and_asks_nobody()
    {
        var vault = new SharedVault();
        var options = OptionsOf();
        var next = Application.RenewAlipaysCertificate();
        using (var first = new AlipayCalling(Application.AppId, options, _alipay.Gateway, _clock, vault))
        {
            Assert.True(await first.Refresh.FetchAsync(first.App, next, Cancellation));
            // It verifies before the vault has it: whoever is at it is joined.
            await first.Updater.RenewAsync(first.Accounts.Accounts.Single().Account, RenewalTrigger.Policy);
        }

        var asked = _alipay.Calls.All().Length;

        using var cold = new AlipayCalling(Application.AppId, options, _alipay.Gateway, _clock, vault);
        await cold.Updater.SynchroniseAsync(Cancellation);

        Assert.NotNull(cold.App.Ring.Find(next, _clock.GetUtcNow()));
        Assert.Equal(asked, _alipay.Calls.All().Length);
    }

    [Fact]
    public void A_notification_under_an_unknown_certificate_is_refused_and_asked_for()
    {
        var reading = new Reading();
        const string Unknown = "0123456789abcdef0123456789abcdef";
        var fields = AlipaySide.Fields(appId: AlipaySide.CertificateAppId).With(("alipay_cert_sn", Unknown));

        var read = reading.Read(AlipaySide.Signed(fields, certificateMode: true));

        Assert.Equal(AlipayRefusal.UnknownCertificate, read.Refusal);
        Assert.Equal([Unknown], reading.AskedFor);
    }

    [Fact]
    public async Task A_strangers_serial_costs_one_call_and_then_none_for_a_while()
    {
        using var calling = Calling();
        const string Stranger = "0123456789abcdef0123456789abcdef";

        Assert.False(await calling.Refresh.FetchAsync(calling.App, Stranger, Cancellation));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await calling.Refresh.FetchAsync(calling.App, Stranger, Cancellation));
        Assert.False(await calling.Refresh.FetchAsync(calling.App, "not a serial", Cancellation));

        Assert.Single(_alipay.Calls.All(), call => call.Method == Method);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "another root", "was not issued under RootCertificates" },
        { "expired", "it expired" },
        { "another serial", "its own alipay_cert_sn is another" },
        { "1024 bits", "2048 bits" },
        { "no certificate", "2048 bits" },
        { "no base64", "is no base64" },
        { "bad signature", "its signature does not verify" },
        { "unsigned", "it is not signed" },
        { "stranger's signature", "is not known" },
        { "malformed", "not an answer of the gateway" },
        { "error 500", "not an answer of the gateway" },
        { "service unavailable", "20000" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_not_theirs_is_not_taken_and_the_ring_stays(string what, string why)
    {
        using var key = RSA.Create(what == "1024 bits" ? 1024 : 2048);
        await using var gateway = await FakeEndpoint.StartAsync(context => AnswerAsync(context, what, key));
        var clock = new ManualClock(AlipaySide.Now);
        using var calling = new AlipayCalling(
            AlipaySide.CertificateAppId, AlipaySide.CertificateMode(), new(gateway.Url, "gateway.do"), clock);
        var before = calling.App.Ring;
        calling.Accounts.Of(calling.App)!.Unknown.IsWorthAsking(SerialOf(what, key), AlipaySide.Now);

        var renewal = await calling.Updater.RenewAsync(
            $"alipay/{AlipaySide.CertificateAppId}", RenewalTrigger.UnknownSerial);

        Assert.Equal(RenewalOutcome.Failed, renewal.Outcome);
        Assert.Contains(why, renewal.Why, StringComparison.Ordinal);
        Assert.Same(before, calling.App.Ring);
        Assert.Contains(why, calling.Listing.Of("default")[0].Problem, StringComparison.Ordinal);
        Assert.Contains(calling.Log, line => line.Text.Contains(why, StringComparison.Ordinal));
        Assert.Equal(AlipaySide.Now.AddSeconds(1), calling.Updater.NextDueAt());
    }

    [Fact]
    public void One_that_contradicts_the_roots_stops_the_start_and_one_whose_issuer_is_missing_is_told()
    {
        using var strangersKey = RSA.Create(2048);
        var wrong = AlipaySide.CertificateMode();
        wrong.RootCertificates = AlipaySide.RootOf(strangersKey).ExportCertificatePem();
        var options = new AlipayOptions();
        options.Apps.Add(AlipaySide.CertificateAppId, wrong);

        var failures = new AlipayOptionsRules().Validate(null, options).Failures;

        Assert.Contains(failures!, one => one.Contains(
            "AlipayCertificate was not issued under RootCertificates", StringComparison.Ordinal));

        var missing = AlipaySide.CertificateMode();
        missing.RootCertificates = Application.Certificates!.RootsPem;
        using var calling = new AlipayCalling(
            AlipaySide.CertificateAppId, missing, _alipay.Gateway, new ManualClock(AlipaySide.Now));
        Assert.Contains(calling.Log, line => line.Text.Contains("trusted for being configured", StringComparison.Ordinal));
    }

    private static string SerialOf(string what, RSA key) => what == "another serial"
        ? "0123456789abcdef0123456789abcdef"
        : CertificateSerials.Of(AlipaySide.Certificate(key, "Alipay", 0x33));

    private static async Task AnswerAsync(HttpContext context, string what, RSA key)
    {
        if (what == "error 500") context.Response.StatusCode = 500;
        using var stranger = RSA.Create(2048);
        var issued = what switch
        {
            "another root" => SelfIssued(key),
            "expired" => AlipaySide.Certificate(key, "Alipay", 0x33, AlipaySide.Now.AddDays(-1)),
            _ => AlipaySide.Certificate(key, "Alipay", 0x33),
        };
        var pem = what == "no certificate" ? "nothing" : issued.ExportCertificatePem();
        var content = what == "no base64" ? "!" : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem));
        var node = what == "service unavailable"
            ? """{"code":"20000","msg":"Service Currently Unavailable","sub_code":"isp.unknow-error"}"""
            : $$"""{"code":"10000","msg":"Success","alipay_cert_content":"{{content}}"}""";
        var signer = what switch
        {
            "bad signature" => AlipaySide.OtherKey,
            "stranger's signature" => stranger,
            _ => AlipaySide.AlipayKey,
        };
        var body = AlipaySide.Answer(Method, node, signer);
        var by = CertificateSerials.Of(AlipaySide.AlipayCertificate);
        if (what == "stranger's signature") by = "not hex, so never asked for";
        body = what switch
        {
            "unsigned" => $$"""{"{{AlipayCalls.NodeName(Method)}}":{{node}}}""",
            "malformed" => "{\"alipay",
            "service unavailable" => $$"""{"{{AlipayCalls.NodeName(Method)}}":{{node}}}""",
            _ => body.Replace(",\"sign\"", $",\"alipay_cert_sn\":\"{by}\",\"sign\"", StringComparison.Ordinal),
        };
        await context.Response.WriteAsync(body, Cancellation);
    }

    /// <summary>The same name under a root that merely calls itself the same.</summary>
    private static System.Security.Cryptography.X509Certificates.X509Certificate2 SelfIssued(RSA key) =>
        new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=Alipay, OU=Tests, O=PayFunctions, C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(
                AlipaySide.Root.SubjectName,
                System.Security.Cryptography.X509Certificates.X509SignatureGenerator.CreateForRSA(
                    key, RSASignaturePadding.Pkcs1),
                AlipaySide.Now.AddYears(-2), AlipaySide.Now.AddYears(20), [0x33, 1, 2, 3]);

    private AlipayCalling Calling() => new(Application.AppId, OptionsOf(), _alipay.Gateway, _clock);

    private AlipayAppOptions OptionsOf() => new()
    {
        PrivateKey = Application.PrivateKeyPem,
        AppCertificate = Application.Certificates!.AppPem,
        AlipayCertificate = Application.Certificates.AlipayPem,
        RootCertificates = Application.Certificates.RootsPem,
        ContentKey = Application.ContentKey,
        SellerId = Application.SellerId,
        NotifyUrl = "http://127.0.0.1:1/api/callbacks/alipay",
    };
}
