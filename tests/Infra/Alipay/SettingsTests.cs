using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Tests.Infra.Alipay;

public class SettingsTests
{
    private const string Section = $"Alipay:Apps:{AlipaySide.AppId}";

    private readonly Dictionary<string, string?> _settings = new()
    {
        [$"{Section}:PrivateKey"] = AlipaySide.PublicKeyMode().PrivateKey,
        [$"{Section}:PublicKey"] = AlipaySide.PublicKeyMode().PublicKey,
        [$"{Section}:SellerId"] = AlipaySide.SellerId,
        [$"{Section}:NotifyUrl"] = AlipaySide.PublicKeyMode().NotifyUrl,
    };

    [Fact]
    public async Task Good_settings_start_the_adapter_and_none_at_all_do_too()
    {
        using (var host = Build())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            Assert.Equal([AlipaySide.AppId], host.Services.GetRequiredService<AlipayApps>().Ids);
            var provider = host.Services.GetRequiredService<IPaymentProvider>();
            Assert.Equal(("alipay", "default"), (provider.Channel, provider.TenantOf(AlipaySide.AppId)));
            Assert.Null(provider.TenantOf("2021999999999999"));
            Assert.NotNull(host.Services.GetRequiredService<AlipayNotifications>());
            Assert.NotNull(host.Services.GetRequiredService<AlipayBills>());
        }

        _settings.Clear();
        using var without = Build();
        await without.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(without.Services.GetRequiredService<AlipayApps>().Ids);
    }

    [Theory]
    [InlineData("PrivateKey")]
    [InlineData("PublicKey")]
    [InlineData("SellerId")]
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
    [InlineData("PublicKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("SellerId", "shop@example.com")]
    [InlineData("NotifyUrl", "https://pay.example.com/api/callbacks/alipay?x=1")]
    [InlineData("NotifyUrl", "/api/callbacks/alipay")]
    [InlineData("GatewayUrl", "http://openapi.alipay.com/gateway.do")]
    [InlineData("ReturnUrl", "shop")]
    [InlineData("Tenant", "a|b")]
    [InlineData("AppCertificate", "none")]
    public void An_unreadable_setting_stops_the_start_with_its_name_and_never_its_value(string name, string value)
    {
        _settings[$"{Section}:{name}"] = value;

        var message = StartFails();

        Assert.Contains($"The setting {Section}:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_applications_own_key_in_the_place_of_Alipays_is_told_apart()
    {
        _settings[$"{Section}:PublicKey"] = AlipaySide.AppKey.ExportSubjectPublicKeyInfoPem();

        Assert.Contains($"{Section}:PublicKey is the application's own key", StartFails(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppCertificate")]
    [InlineData("AlipayCertificate")]
    [InlineData("RootCertificates")]
    public void Certificate_mode_needs_all_three_files(string name)
    {
        UseCertificates();
        _settings.Remove($"{Section}:{name}");

        Assert.Contains($"The setting {Section}:{name} is missing.", StartFails(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_another_key_than_the_private_one_is_told_apart()
    {
        UseCertificates();
        _settings[$"{Section}:AppCertificate"] =
            AlipaySide.Certificate(AlipaySide.OtherKey, "Other", 4).ExportCertificatePem();

        Assert.Contains($"{Section}:AppCertificate is not of the PrivateKey", StartFails(), StringComparison.Ordinal);
    }

    private void UseCertificates()
    {
        var options = AlipaySide.CertificateMode();
        _settings.Remove($"{Section}:PublicKey");
        _settings[$"{Section}:AppCertificate"] = options.AppCertificate;
        _settings[$"{Section}:AlipayCertificate"] = options.AlipayCertificate;
        _settings[$"{Section}:RootCertificates"] = options.RootCertificates;
        _settings[$"{Section}:GatewayUrl"] = "http://127.0.0.1:1/gateway.do"; // Asked for certificates; nobody is there.
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
        builder.Services.AddVault(builder.Configuration);
        builder.Services.AddCertificates(builder.Configuration);
        builder.Services.AddAlipay(builder.Configuration);
        return builder.Build();
    }
}
