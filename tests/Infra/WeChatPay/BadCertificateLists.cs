using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Whatever the endpoint answers instead of a good list: the ring stays, the reason is told, and the next
/// attempt is scheduled.</summary>
public sealed class BadCertificateLists : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RSA AuthorityKey = SpareKeys.Take();

    private readonly ManualClock _clock = new(Start);
    private readonly X509Certificate2 _authority = Authority("CN=The authority (test)");
    private readonly X509Certificate2 _good;

    public BadCertificateLists() => _good = Issue(WeChatPaySide.PlatformKey, Start.AddDays(-1), Start.AddYears(1), 0x5D);

    [Fact]
    public Task A_certificate_of_another_issuer_is_refused()
    {
        var stranger = WeChatPaySide.Certificate(WeChatPaySide.OtherKey, Start.AddDays(-1), Start.AddYears(5), 0x6E);
        return RefusedAsync(
            context => ListAsync(context, WeChatPaySide.OtherKey, stranger), "not issued by the configured authority",
            "signed-by-stranger");
    }

    [Fact]
    public Task An_expired_certificate_is_refused() => RefusedAsync(
        context => ListAsync(
            context, WeChatPaySide.OtherKey,
            Issue(WeChatPaySide.OtherKey, Start.AddDays(-9), Start.AddDays(-1), 0x6E)),
        "it expired", "signed-by-stranger");

    [Fact]
    public Task An_answer_whose_signature_is_of_another_key_is_refused() => RefusedAsync(
        context => AnswerAsync(
            context, WeChatPaySide.CertificateList(_good), WeChatPaySide.OtherKey, _good.SerialNumber),
        "its signature does not verify", "bad-signature");

    [Fact]
    public Task A_key_of_1024_bits_is_refused()
    {
        using var small = RSA.Create(1024);
        var weak = Issue(small, Start.AddDays(-1), Start.AddDays(9), 0x6E);
        return RefusedAsync(context => ListAsync(context, WeChatPaySide.PlatformKey, weak), "2048 bits", "signed-by-stranger");
    }

    [Fact]
    public Task A_serial_that_lies_is_refused() => RefusedAsync(
        context => AnswerAsync(
            context, $$"""{"data":[{{WeChatPaySide.CertificateItem(_good, serial: "6E00")}}]}""",
            WeChatPaySide.PlatformKey, "6E00"),
        "its own serial is", "signed-by-stranger");

    [Fact]
    public Task A_list_signed_with_a_certificate_that_is_not_yet_valid_is_refused() => RefusedAsync(
        context => ListAsync(
            context, WeChatPaySide.OtherKey, Issue(WeChatPaySide.OtherKey, Start.AddDays(2), Start.AddDays(9), 0x6E)),
        "signed with a certificate that is not in it", "signed-by-stranger");

    [Fact]
    public Task An_empty_list_is_refused() => RefusedAsync(
        context => AnswerAsync(context, """{"data":[]}""", WeChatPaySide.PlatformKey, _good.SerialNumber),
        "the list is empty", "empty");

    [Theory]
    [InlineData("{\"data\":[")]
    [InlineData("{\"data\":null}")]
    [InlineData("[]")]
    [InlineData("")]
    public Task What_is_no_list_is_refused(string body) => RefusedAsync(
        context => AnswerAsync(context, body, WeChatPaySide.PlatformKey, _good.SerialNumber), "not a list",
        "malformed");

    [Fact]
    public Task Twenty_megabytes_are_not_read() => RefusedAsync(
        async context =>
        {
            for (var i = 0; i < 20; i++) await context.Response.Body.WriteAsync(new byte[1024 * 1024], Cancellation);
        },
        "larger than Outbound:MaxResponseBytes", "no-answer");

    [Fact]
    public Task A_connection_that_stalls_is_given_up() => RefusedAsync(
        async context =>
        {
            await context.Response.Body.WriteAsync("{\"data\":["u8.ToArray(), Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            var never = new TaskCompletionSource();
            await using var over = context.RequestAborted.Register(never.SetResult);
            await never.Task;
        },
        "", "no-answer");

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(500)]
    public Task An_error_is_an_error(int status) => RefusedAsync(
        context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("""{"code":"WHATEVER"}""");
        },
        $"{status} WHATEVER", $"http-{status}");

    public void Dispose()
    {
        _good.Dispose();
        _authority.Dispose();
    }

    private async Task RefusedAsync(Func<HttpContext, Task> answer, string why, string code)
    {
        var isBad = false;
        using var metrics = new CountedByReason("certificate_renewals");
        await using var endpoint = await FakeEndpoint.StartAsync(
            context => isBad ? answer(context) : ListAsync(context, WeChatPaySide.PlatformKey, _good));
        using var calling = new Calling(
            endpoint.Url, WeChatPaySide.Options(), _clock, issuer: _authority.ExportCertificatePem(),
            readTimeout: TimeSpan.FromSeconds(1));
        var account = calling.Accounts.Accounts.Single().Account;
        var first = await calling.Updater.RenewAsync(account, RenewalTrigger.Policy);
        Assert.True(first.Outcome == RenewalOutcome.Renewed, first.Why);
        var before = calling.Merchant.Ring;
        _clock.Advance(TimeSpan.FromMinutes(2));

        isBad = true;
        var refused = await calling.Updater.RenewAsync(account, RenewalTrigger.Operator);

        Assert.Equal(RenewalOutcome.Failed, refused.Outcome);
        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
        Assert.Same(before, calling.Merchant.Ring);
        Assert.Equal(CertificateState.Active, before.Find(_good.SerialNumber)?.StateAt(_clock.GetUtcNow()));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), calling.Updater.NextDueAt());
        // The reason is where people look: the log, the metric, and the listing.
        Assert.Contains(calling.Log, line => line.Level == LogLevel.Warning && line.Text.Contains(why, StringComparison.Ordinal));
        Assert.Contains(code, metrics.Reasons);
        var listed = Assert.Single(calling.Listing.Of("default"));
        Assert.Contains(why, listed.Problem, StringComparison.Ordinal);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), listed.NextCheckAt);

        isBad = false;
        _clock.Advance(TimeSpan.FromSeconds(2));
        var mended = await calling.Updater.RenewAsync(account, RenewalTrigger.Policy);
        Assert.Equal((RenewalOutcome.Renewed, null), (mended.Outcome, calling.Listing.Of("default")[0].Problem));
    }

    private static X509Certificate2 Authority(string name)
    {
        var request = new CertificateRequest(name, AuthorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Start.AddYears(-1), Start.AddYears(20));
    }

    private X509Certificate2 Issue(RSA key, DateTimeOffset from, DateTimeOffset to, byte serial) =>
        new CertificateRequest("CN=Tenpay.com sign (test)", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(_authority, from, to, [serial, .. Enumerable.Repeat((byte)0xEA, 19)]);

    private Task ListAsync(HttpContext context, RSA key, X509Certificate2 certificate) =>
        AnswerAsync(context, WeChatPaySide.CertificateList(certificate), key, certificate.SerialNumber);

    private Task AnswerAsync(HttpContext context, string body, RSA key, string serial) =>
        Calling.AnswerAsync(context, 200, body, key, serial, _clock.GetUtcNow());
}
