using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

public class SettingsTests
{
    private const string Section = $"UnionPay:Merchants:{UnionPaySide.MerchantId}";

    private readonly Dictionary<string, string?> _settings = new()
    {
        [$"{Section}:PrivateKey"] = UnionPaySide.Options().PrivateKey,
        [$"{Section}:SigningCertificate"] = UnionPaySide.Options().SigningCertificate,
        [$"{Section}:RootCertificates"] = UnionPaySide.Options().RootCertificates,
        [$"{Section}:MiddleCertificates"] = UnionPaySide.Options().MiddleCertificates,
        [$"{Section}:NotifyUrl"] = UnionPaySide.Options().NotifyUrl,
    };

    [Fact]
    public async Task Good_settings_start_the_adapter_and_none_at_all_do_too()
    {
        using (var host = Build())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            Assert.Equal([UnionPaySide.MerchantId], host.Services.GetRequiredService<UnionPayMerchants>().Ids);
            var provider = host.Services.GetRequiredService<IPaymentProvider>();
            Assert.Equal(("unionpay", "default"), (provider.Channel, provider.TenantOf(UnionPaySide.MerchantId)));
            Assert.Null(provider.TenantOf("777290058110099"));
            Assert.NotNull(host.Services.GetRequiredService<UnionPayNotifications>());
        }

        _settings.Clear();
        using var without = Build();
        await without.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(without.Services.GetRequiredService<UnionPayMerchants>().Ids);
    }

    [Fact]
    public void Its_certificates_are_listed_for_its_tenant()
    {
        _settings[$"{Section}:Tenant"] = "acme";
        using var host = Build();

        var watched = host.Services.GetServices<ICertificateSource>().SelectMany(source => source.Watched).ToList();

        Assert.All(watched, one => Assert.Equal(($"unionpay/{UnionPaySide.MerchantId}", "acme"), (one.Account, one.Tenant)));
        Assert.Equal(
            [CertificatePurpose.UnionPaySigning, CertificatePurpose.UnionPayRoot, CertificatePurpose.UnionPayRoot],
            watched.Select(one => one.Purpose));
        Assert.Equal(UnionPaySide.MerchantCertificate.SerialNumber, watched.First().Serial);
    }

    [Theory]
    [InlineData("PrivateKey")]
    [InlineData("SigningCertificate")]
    [InlineData("RootCertificates")]
    [InlineData("MiddleCertificates")]
    [InlineData("NotifyUrl")]
    public void A_missing_setting_stops_the_start_with_its_name_and_an_example(string name)
    {
        _settings.Remove($"{Section}:{name}");

        var message = StartFails();

        Assert.Contains($"The setting {Section}:{name} is missing.", message, StringComparison.Ordinal);
        Assert.Contains("Example: ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PrivateKey", "s3cret, no PEM")]
    [InlineData("SigningCertificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("RootCertificates", "s3cret")]
    [InlineData("SignerName", "a@b")]
    [InlineData("NotifyUrl", "https://pay.example.com/api/callbacks/unionpay?x=1")]
    [InlineData("GatewayUrl", "http://gateway.95516.com")]
    [InlineData("GatewayUrl", "https://gateway.95516.com/gateway/api")]
    [InlineData("ReturnUrl", "shop")]
    [InlineData("Tenant", "a|b")]
    public void An_unreadable_setting_stops_the_start_with_its_name_and_never_its_value(string name, string value)
    {
        _settings[$"{Section}:{name}"] = value;

        var message = StartFails();

        Assert.Contains($"The setting {Section}:{name}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signing_certificate_of_another_key_is_told_apart()
    {
        _settings[$"{Section}:SigningCertificate"] = UnionPaySide.GatewayCertificate.ExportCertificatePem();

        Assert.Contains(
            $"{Section}:SigningCertificate is not of the PrivateKey", StartFails(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_may_issue_nothing_or_was_issued_itself_is_told_apart()
    {
        _settings[$"{Section}:RootCertificates"] = UnionPaySide.GatewayCertificate.ExportCertificatePem();
        Assert.Contains($"{Section}:RootCertificates holds a certificate", StartFails(), StringComparison.Ordinal);

        _settings[$"{Section}:RootCertificates"] = UnionPaySide.Authority.Middle.ExportCertificatePem();
        Assert.Contains($"{Section}:RootCertificates holds a certificate that another", StartFails(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_merId_of_another_length_is_told_apart()
    {
        _settings["UnionPay:Merchants:7772900:PrivateKey"] = "";

        Assert.Contains("stands under a merId that is not 15", StartFails(), StringComparison.Ordinal);
    }

    private string StartFails()
    {
        using var host = Build();
        var failure = Assert.ThrowsAny<Exception>(() => host.Start());
        Assert.True(failure is OptionsValidationException or AggregateException, failure.ToString());
        return failure.ToString();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddOutboundHttp(builder.Configuration);
        builder.Services.AddUnionPay(builder.Configuration);
        return builder.Build();
    }
}
