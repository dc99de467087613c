using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.Vault;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>The merchant's private key by name, out of the simulated vault.</summary>
public sealed class NamedKeyTests : IAsyncLifetime
{
    private readonly List<LogLine> _lines = [];
    private readonly ManualClock _vaultClock = new(DateTimeOffset.UtcNow);
    private KeyVaultWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await KeyVaultWorld.StartAsync(clock: _vaultClock);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("page")]
    [InlineData("app")]
    public async Task Until_its_key_is_found_nothing_is_sent_and_nothing_offered(string method)
    {
        var merchants = Merchants("certificate:unionpay", certificate: null);
        using var http = new OutboundHttp(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
        var clock = new ManualClock(UnionPaySide.Now);
        var provider = new UnionPayProvider(merchants, new(http, clock, NullLogger<UnionPayGateway>.Instance), clock);

        var answer = await provider.PrepayAsync(Calling.NewOrder(method), Cancellation);
        var query = await provider.QueryAsync(Calling.NewOrder(method), Cancellation);

        Assert.Equal((ProviderOutcome.NotSent, ProviderOutcome.NotSent), (answer.Outcome, query.Outcome));
    }

    [Fact]
    public async Task A_certificate_brings_its_number_and_a_newer_one_changes_both_at_once()
    {
        var merchants = Merchants("certificate:unionpay", certificate: null);
        var merchant = merchants.Find(UnionPaySide.MerchantId)!;
        using var keeper = Keeper(merchants);
        Assert.False(await keeper.LookAsync(Cancellation));
        using var old = VaultSide.NewCertificate("unionpay");
        _world.Vault.Import("unionpay", old);

        Assert.True(await keeper.LookAsync(Cancellation));
        AssertSigns(old, merchant.Signer!);

        _vaultClock.Advance(TimeSpan.FromHours(1));
        using var fresh = VaultSide.NewCertificate("unionpay");
        _world.Vault.Import("unionpay", fresh);
        await keeper.LookAsync(Cancellation);

        AssertSigns(fresh, merchant.Signer!);
        var watched = Assert.Single(new SigningCertificates(merchants).Watched);
        Assert.Equal(fresh.SerialNumber, watched.Serial);
    }

    [Fact]
    public async Task A_secret_without_a_certificate_signs_under_the_configured_one()
    {
        var merchants = Merchants("secret:unionpay", UnionPaySide.MerchantCertificate.ExportCertificatePem());
        using var keeper = Keeper(merchants);
        _world.Vault.SetSecret("unionpay", UnionPaySide.MerchantKey.ExportPkcs8PrivateKeyPem());

        Assert.True(await keeper.LookAsync(Cancellation));

        AssertSigns(UnionPaySide.MerchantCertificate, merchants.Find(UnionPaySide.MerchantId)!.Signer!);
    }

    [Fact]
    public async Task A_key_of_another_certificate_does_not_do_and_the_former_stays()
    {
        var merchants = Merchants("secret:unionpay", UnionPaySide.MerchantCertificate.ExportCertificatePem());
        using var keeper = Keeper(merchants);
        _world.Vault.SetSecret("unionpay", UnionPaySide.MerchantKey.ExportPkcs8PrivateKeyPem());
        await keeper.LookAsync(Cancellation);
        _world.Vault.SetSecret("unionpay", UnionPaySide.OtherKey.ExportPkcs8PrivateKeyPem());
        _world.Clock.Advance(TimeSpan.FromMinutes(6));

        await keeper.LookAsync(Cancellation);

        AssertSigns(UnionPaySide.MerchantCertificate, merchants.Find(UnionPaySide.MerchantId)!.Signer!);
        Assert.Contains("not the key of its certificate", Assert.Single(_lines, line => line.Event == "SecretNotFound").Text);
    }

    [Fact]
    public async Task A_wrapped_file_with_key_and_certificate_needs_no_other_setting()
    {
        var wrapping = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        using var key = new SecretBytes(Encoding.ASCII.GetBytes(wrapping));
        using var pem = new SecretBytes(Encoding.ASCII.GetBytes(
            UnionPaySide.MerchantKey.ExportPkcs8PrivateKeyPem() + "\n" + UnionPaySide.MerchantCertificate.ExportCertificatePem()));
        var path = Path.Combine(Directory.CreateTempSubdirectory("payfunctions-unionpay-").FullName, "key.json");
        await File.WriteAllBytesAsync(path, WrappedKeyFile.Seal("unionpay-wrap", key, pem).ToJson(), Cancellation);
        _world.Vault.SetSecret("unionpay-wrap", wrapping);
        var merchants = Merchants($"file:{path}", certificate: null);
        using var keeper = Keeper(merchants);

        Assert.True(await keeper.LookAsync(Cancellation));

        AssertSigns(UnionPaySide.MerchantCertificate, merchants.Find(UnionPaySide.MerchantId)!.Signer!);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Nothing_that_holds_the_key_says_it_and_a_signer_that_is_disposed_of_signs_no_more()
    {
        var options = UnionPaySide.Options();
        var merchant = new UnionPayMerchant(UnionPaySide.MerchantId, options);
        var signer = merchant.Signer!;
        object[] holders = [options, merchant, signer];

        signer.Dispose();

        Assert.All(holders, holder => Assert.DoesNotContain("PRIVATE", holder.ToString()!, StringComparison.Ordinal));
        var failure = Assert.Throws<ObjectDisposedException>(() => signer.Sign("a=1"));
        Assert.DoesNotContain("PRIVATE", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_vault_could_have_stops_the_start() => Assert.Contains(
        "PrivateKey names nothing that a vault could have",
        Assert.Single(new UnionPayOptionsRules().Validate(null, Options("secret:a_b", certificate: null)).Failures!));

    private static void AssertSigns(X509Certificate2 certificate, RequestSigner signer)
    {
        using var key = certificate.GetRSAPublicKey()!;
        var hex = Convert.ToHexStringLower(SHA256.HashData("a=1"u8));
        Assert.True(key.VerifyData(
            Encoding.ASCII.GetBytes(hex), Convert.FromBase64String(signer.Sign("a=1")), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        var serial = BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal(serial.ToString(CultureInfo.InvariantCulture), signer.CertId);
    }

    private static UnionPayOptions Options(string privateKey, string? certificate)
    {
        var merchant = UnionPaySide.Options();
        (merchant.PrivateKey, merchant.SigningCertificate) = (privateKey, certificate);
        var options = new UnionPayOptions();
        options.Merchants.Add(UnionPaySide.MerchantId, merchant);
        return options;
    }

    private static UnionPayMerchants Merchants(string privateKey, string? certificate)
    {
        var options = Options(privateKey, certificate);
        Assert.Null(new UnionPayOptionsRules().Validate(null, options).Failures);
        return new(Microsoft.Extensions.Options.Options.Create(options));
    }

    private SecretKeeper Keeper(UnionPayMerchants merchants) => new(
        [merchants.Secrets], new(_world.Merchants, TimeProvider.System), new Monitored<VaultOptions>(new()), _world.Clock,
        new LogLines<SecretKeeper>(_lines));
}
