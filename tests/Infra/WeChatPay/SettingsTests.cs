using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class SettingsTests
{
    private const string Section = "WeChatPay:Merchants:1900000001";

    private readonly Dictionary<string, string?> _settings;

    public SettingsTests()
    {
        var options = WeChatPaySide.Options(publicKeyMode: true);
        _settings = new()
        {
            [$"{Section}:AppId"] = options.AppId,
            [$"{Section}:SerialNumber"] = options.SerialNumber,
            [$"{Section}:PrivateKey"] = options.PrivateKey!.Replace("\n", "\\n", StringComparison.Ordinal),
            [$"{Section}:ApiV3Key"] = options.ApiV3Key,
            [$"{Section}:PublicKeyId"] = options.PublicKeyId,
            [$"{Section}:PublicKey"] = options.PublicKey,
            [$"{Section}:NotifyUrl"] = options.NotifyUrl,
            [$"{Section}:BaseUrl"] = "http://127.0.0.1:1",
        };
    }

    [Fact]
    public async Task Good_settings_start_the_adapter()
    {
        using var host = Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["1900000001"], host.Services.GetRequiredService<WeChatPayMerchants>().Ids);
        Assert.Equal("default", host.Services.GetRequiredService<WeChatPayMerchants>().TenantOf("1900000001"));
        Assert.Equal("wechatpay", host.Services.GetRequiredService<IPaymentProvider>().Channel);
        Assert.NotNull(host.Services.GetRequiredService<WeChatPayNotifications>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("AppId")]
    [InlineData("SerialNumber")]
    [InlineData("PrivateKey")]
    [InlineData("ApiV3Key")]
    [InlineData("NotifyUrl")]
    [InlineData("PublicKey")]
    [InlineData("PublicKeyId")]
    public void A_missing_setting_stops_the_start_with_its_name_its_places_and_an_example(string name)
    {
        _settings.Remove($"{Section}:{name}");

        var message = StartFails();

        Assert.Contains($"The setting {Section}:{name} is missing.", message, StringComparison.Ordinal);
        Assert.Contains($"environment (WeChatPay__Merchants__1900000001__{name})", message, StringComparison.Ordinal);
        Assert.Contains("local.settings.json", message, StringComparison.Ordinal);
        Assert.Contains("Example: ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppId", "wx 1")]
    [InlineData("SerialNumber", "not hex")]
    [InlineData("PrivateKey", "s3cret, no PEM")]
    [InlineData("ApiV3Key", "s3cret too short")]
    [InlineData("PublicKeyId", "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC")]
    [InlineData("PublicKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("NotifyUrl", "/api/callbacks")]
    [InlineData("NotifyUrl", "https://pay.example.com/callbacks?x=1")]
    [InlineData("BaseUrl", "http://api.mch.weixin.qq.com")]
    [InlineData("BaseUrl", "ftp://127.0.0.1")]
    [InlineData("Tenant", "a|b")]
    public void An_unreadable_setting_stops_the_start_with_its_name_and_never_its_value(string name, string value)
    {
        _settings[$"{Section}:{name}"] = value;

        var message = StartFails();

        Assert.Contains($"The setting {Section}:{name} ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_in_the_private_keys_place_is_told_apart()
    {
        _settings[$"{Section}:PrivateKey"] = WeChatPaySide.MerchantKey.ExportSubjectPublicKeyInfoPem();

        Assert.Contains($"{Section}:PrivateKey is a public key", StartFails(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_merchants_own_key_in_the_place_of_WeChat_Pays_is_told_apart()
    {
        _settings[$"{Section}:PublicKey"] = WeChatPaySide.MerchantKey.ExportSubjectPublicKeyInfoPem();

        Assert.Contains($"{Section}:PublicKey is the merchant's own key", StartFails(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Callbacks:Freshness", "-00:05:00")]
    [InlineData("Callbacks:MaxBodyBytes", "1")]
    [InlineData("Certificates:RefreshEvery", "00:00:00")]
    [InlineData("Outbound:TotalTimeout", "00:00:00")]
    [InlineData("Outbound:Resends", "100")]
    public void A_knob_out_of_its_range_stops_the_start_with_its_name(string name, string value)
    {
        _settings[name] = value;

        Assert.Contains($"The setting {name} must be", StartFails(), StringComparison.Ordinal);
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
        builder.Services.AddWeChatPay(builder.Configuration);
        return builder.Build();
    }
}
