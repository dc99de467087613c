using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Infra.Alipay;
using PayFunctions.Tests.Infra.ApplePay;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

/// <summary>Settings that name a secret of the vault instead of holding it.</summary>
public sealed class SecretKeeperTests : IAsyncLifetime
{
    private readonly List<LogLine> _lines = [];
    private KeyVaultWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await KeyVaultWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_apiv3_key_is_found_and_another_picked_up_while_what_the_former_sealed_still_opens()
    {
        var merchants = WeChatPay("secret:apiv3");
        var cipher = merchants.Find(WeChatPaySide.MerchantId)!.Cipher;
        using var keeper = Keeper(merchants.Secrets);
        _world.Vault.SetSecret("apiv3", WeChatPaySide.ApiV3Key);

        Assert.False(cipher.HasKey);
        Assert.True(await keeper.LookAsync(Cancellation));
        Assert.True(Opens(cipher, WeChatPaySide.ApiV3Key));

        const string Next = "fedcba9876543210fedcba9876543210";
        _world.Vault.SetSecret("apiv3", Next);
        _world.Clock.Advance(TimeSpan.FromMinutes(6));
        await keeper.LookAsync(Cancellation);

        Assert.True(Opens(cipher, Next) && Opens(cipher, WeChatPaySide.ApiV3Key));
        Assert.Equal(2, _lines.Count(line => line.Event == "SecretFound"));
        Assert.DoesNotContain(_lines, line => line.Text.Contains(Next, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alipays_private_key_and_content_key_are_found_and_until_then_nothing_is_sent()
    {
        var options = AlipaySide.PublicKeyMode();
        (options.PrivateKey, options.ContentKey) = ("certificate:alipay-app", "secret:alipay-content");
        await using var gateway = await FakeEndpoint.StartAsync(_ => Task.CompletedTask);
        using var calling = new AlipayCalling(AlipaySide.AppId, options, gateway.Url);
        using var keeper = Keeper(calling.Apps.Secrets);

        var before = await calling.Gateway.CallAsync(
            calling.App, "query", "alipay.trade.query", "{}", true, false, Cancellation);
        Assert.Equal((AlipayVerdict.NotSent, 0), (before.Verdict, gateway.Requests));
        Assert.False(await keeper.LookAsync(Cancellation));

        using var certificate = VaultSide.NewCertificate("alipay-app");
        _world.Vault.Import("alipay-app", certificate);
        _world.Vault.SetSecret("alipay-content", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        Assert.True(await keeper.LookAsync(Cancellation));

        Assert.True(calling.App.IsReady);
        var sign = Convert.FromBase64String(calling.App.Signer.Sign("text"));
        using var key = certificate.GetRSAPublicKey()!;
        Assert.True(key.VerifyData("text"u8, sign, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Apple_pays_keys_are_found_and_open_tokens()
    {
        var side = new DeviceSide();
        var options = new ApplePayOptions { RootCertificates = side.Authority.RootPem };
        var merchant = new ApplePayMerchantOptions
        {
            AcquirerUrl = "https://gateway.example.com/",
            AcquirerKey = "secret:acquirer",
        };
        merchant.PrivateKeys.Add("secret:applepay");
        options.Merchants[DeviceSide.MerchantId] = merchant;
        Assert.Null(new ApplePayOptionsRules().Validate(null, options).Failures);
        var merchants = new ApplePayMerchants(Options.Create(options));
        var tokens = new ApplePayTokens(
            merchants, new Monitored<ApplePayOptions>(options), new ManualClock(DeviceSide.Now));
        using var keeper = Keeper(merchants.Secrets);
        var token = DeviceSide.Token(side.Pay());
        Assert.Equal(ApplePayRefusal.KeyNotThereYet, tokens.Open(DeviceSide.MerchantId, token).Refusal);

        _world.Vault.SetSecret("applepay", DeviceSide.Pem(side.Ec));
        _world.Vault.SetSecret("acquirer", "bearer-of-the-acquirer");
        Assert.True(await keeper.LookAsync(Cancellation));

        using var opened = tokens.Open(DeviceSide.MerchantId, token).Token;
        Assert.NotNull(opened);
        Assert.Equal("bearer-of-the-acquirer", merchants.Find(DeviceSide.MerchantId)!.AcquirerKey!.Reveal());
    }

    [Fact]
    public async Task A_private_key_that_a_setting_holds_warns_at_the_start_whosever_it_is()
    {
        var apps = new AlipayOptions();
        apps.Apps.Add(AlipaySide.AppId, AlipaySide.PublicKeyMode());
        var merchant = new ApplePayMerchantOptions { AcquirerUrl = "https://gateway.example.com/", AcquirerKey = "key" };
        merchant.PrivateKeys.Add(DeviceSide.Pem(new DeviceSide().Ec));
        var applePay = new ApplePayOptions();
        applePay.Merchants[DeviceSide.MerchantId] = merchant;
        using var keeper = Keeper(
            new AlipayApps(Options.Create(apps)).Secrets, new ApplePayMerchants(Options.Create(applePay)).Secrets,
            UnionPay(UnionPaySide.Options()).Secrets);

        await keeper.StartAsync(Cancellation);
        await keeper.StopAsync(Cancellation);

        Assert.Equal(
            [
                $"Alipay:Apps:{AlipaySide.AppId}:PrivateKey", $"ApplePay:Merchants:{DeviceSide.MerchantId}:PrivateKeys:0",
                $"UnionPay:Merchants:{UnionPaySide.MerchantId}:PrivateKey",
            ],
            _lines.Where(line => line.Event == "SecretInSettings").Select(line => line.Text.Split(' ')[0]));
    }

    [Theory]
    [InlineData(VaultFaultKind.Forbidden)]
    [InlineData(VaultFaultKind.Emptied)]
    [InlineData(VaultFaultKind.Throttled)]
    [InlineData(VaultFaultKind.Away)]
    public async Task What_was_found_stays_in_use_while_the_vault_fails(VaultFaultKind fault)
    {
        var merchants = WeChatPay("secret:apiv3");
        var cipher = merchants.Find(WeChatPaySide.MerchantId)!.Cipher;
        using var keeper = Keeper(merchants.Secrets);
        _world.Vault.SetSecret("apiv3", WeChatPaySide.ApiV3Key);
        await keeper.LookAsync(Cancellation);

        _world.Vault.Fail(new(fault));
        _world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True(await keeper.LookAsync(Cancellation));
        Assert.True(Opens(cipher, WeChatPaySide.ApiV3Key));
    }

    [Fact]
    public async Task A_value_that_does_not_do_is_told_without_being_told_and_the_former_stays()
    {
        var merchants = WeChatPay("secret:apiv3");
        var cipher = merchants.Find(WeChatPaySide.MerchantId)!.Cipher;
        using var keeper = Keeper(merchants.Secrets);
        _world.Vault.SetSecret("apiv3", WeChatPaySide.ApiV3Key);
        await keeper.LookAsync(Cancellation);
        _world.Vault.SetSecret("apiv3", "too-short-a-key");
        _world.Clock.Advance(TimeSpan.FromMinutes(6));

        await keeper.LookAsync(Cancellation);

        Assert.True(Opens(cipher, WeChatPaySide.ApiV3Key));
        var line = Assert.Single(_lines, line => line.Event == "SecretNotFound");
        Assert.Contains("ApiV3Key", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", line.Text, StringComparison.Ordinal);
    }

    private static WeChatPayMerchants WeChatPay(string apiV3Key)
    {
        var merchant = WeChatPaySide.Options();
        merchant.ApiV3Key = apiV3Key;
        var options = new WeChatPayOptions();
        options.Merchants.Add(WeChatPaySide.MerchantId, merchant);
        Assert.Null(new WeChatPayOptionsRules().Validate(null, options).Failures);
        return new(Options.Create(options));
    }

    private static bool Opens(ResourceCipher cipher, string key)
    {
        var (nonce, plain) = (new byte[12], "tea"u8.ToArray());
        var sealedBytes = new byte[plain.Length + ResourceCipher.TagBytes];
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(key), ResourceCipher.TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return cipher.TryOpen(nonce, sealedBytes, default, new byte[plain.Length]);
    }

    private static UnionPayMerchants UnionPay(UnionPayMerchantOptions merchant)
    {
        var options = new UnionPayOptions();
        options.Merchants.Add(UnionPaySide.MerchantId, merchant);
        Assert.Null(new UnionPayOptionsRules().Validate(null, options).Failures);
        return new(Options.Create(options));
    }

    private SecretKeeper Keeper(params SecretSettings[] settings) => new(
        settings, new(_world.Merchants, TimeProvider.System), new Monitored<VaultOptions>(new()), _world.Clock,
        new LogLines<SecretKeeper>(_lines));
}
