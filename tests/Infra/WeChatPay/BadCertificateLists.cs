using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Whatever the endpoint answers instead of a good list: the ring stays, the reason is told, and the next
/// attempt is scheduled.</summary>
public sealed class BadCertificateLists : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RSA AuthorityKey = RSA.Create(2048);

    private readonly ManualClock _clock = new(Start);
    private readonly X509Certificate2 _authority = Authority("CN=The authority (test)");
    private readonly X509Certificate2 _good;

    public BadCertificateLists() => _good = Issue(WeChatPaySide.PlatformKey, Start.AddDays(-1), Start.AddYears(1), 0x5D);

    [Fact]
    public Task A_certificate_of_another_issuer_is_refused()
    {
        var stranger = WeChatPaySide.Certificate(WeChatPaySide.OtherKey, Start.AddDays(-1), Start.AddYears(5), 0x6E);
        return RefusedAsync(
            context => ListAsync(context, WeChatPaySide.OtherKey, stranger), "not issued by the configured authority");
    }

    [Fact]
    public Task An_expired_certificate_is_refused() => RefusedAsync(
        context => ListAsync(
            context, WeChatPaySide.OtherKey,
            Issue(WeChatPaySide.OtherKey, Start.AddDays(-9), Start.AddDays(-1), 0x6E)),
        "it expired");

    [Fact]
    public Task A_list_signed_with_a_certificate_that_is_not_yet_valid_is_refused() => RefusedAsync(
        context => ListAsync(
            context, WeChatPaySide.OtherKey, Issue(WeChatPaySide.OtherKey, Start.AddDays(2), Start.AddDays(9), 0x6E)),
        "signed with a certificate that is not in it");

    [Fact]
    public Task An_empty_list_is_refused() => RefusedAsync(
        context => AnswerAsync(context, """{"data":[]}""", WeChatPaySide.PlatformKey, _good.SerialNumber),
        "the list is empty");

    [Theory]
    [InlineData("{\"data\":[")]
    [InlineData("{\"data\":null}")]
    [InlineData("[]")]
    [InlineData("")]
    public Task What_is_no_list_is_refused(string body) => RefusedAsync(
        context => AnswerAsync(context, body, WeChatPaySide.PlatformKey, _good.SerialNumber), "not a list");

    [Fact]
    public Task Twenty_megabytes_are_not_read() => RefusedAsync(
        async context =>
        {
            for (var i = 0; i < 20; i++) await context.Response.Body.WriteAsync(new byte[1024 * 1024], Cancellation);
        },
        "larger than Outbound:MaxResponseBytes");

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
        $"{status} WHATEVER");

    public void Dispose()
    {
        _good.Dispose();
        _authority.Dispose();
    }

    private async Task RefusedAsync(Func<HttpContext, Task> answer, string why)
    {
        var isBad = false;
        await using var endpoint = await FakeEndpoint.StartAsync(
            context => isBad ? answer(context) : ListAsync(context, WeChatPaySide.PlatformKey, _good));
        using var calling = new Calling(
            endpoint.Url, WeChatPaySide.Options(), _clock, issuer: _authority.ExportCertificatePem());
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
