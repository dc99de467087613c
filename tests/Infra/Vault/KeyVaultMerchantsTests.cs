using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

public sealed class KeyVaultMerchantsTests : IAsyncLifetime
{
    private static readonly byte[] Message = [1, 2, 3];

    private readonly ManualClock _vaultClock = new(DateTimeOffset.UtcNow);
    private KeyVaultWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await KeyVaultWorld.StartAsync(clock: _vaultClock);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_certificate_comes_with_the_key_that_signs_for_it()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _world.Vault.Import("merchant", made);

        var version = Assert.Single((await ListAsync()).Value!);
        using var read = (await _world.Merchants.GetCertificateAsync("merchant", version.Version, Cancellation)).Value!;

        Assert.Equal(made.SerialNumber, read.Serial);
        Assert.Equal((new(made.NotBefore), new(made.NotAfter)), (version.NotBefore, version.NotAfter));
        Assert.Equal(version, read.Version);
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(read.PrivateKey.Span, out _);
        var signature = key.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var verifier = made.GetRSAPublicKey()!;
        Assert.True(verifier.VerifyData(Message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_new_version_is_listed_first_and_the_old_one_stays_readable()
    {
        using var old = VaultSide.NewCertificate("merchant");
        using var fresh = VaultSide.NewCertificate("merchant");
        _world.Vault.Import("merchant", old);
        _vaultClock.Advance(TimeSpan.FromHours(1));
        _world.Vault.Import("merchant", fresh);

        var versions = (await ListAsync()).Value!;

        var serials = new List<string>();
        foreach (var one in versions)
        {
            using var read = (await _world.Merchants.GetCertificateAsync("merchant", one.Version, Cancellation)).Value!;
            serials.Add(read.Serial);
        }

        Assert.Equal([fresh.SerialNumber, old.SerialNumber], serials);
    }

    [Fact]
    public async Task A_disabled_version_is_not_listed()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _world.Vault.Import("merchant", made);
        await new VaultOperator(_world.Side).UpdateAsync("merchant", await NewestAsync("merchant"), """{"attributes":{"enabled":false}}""");

        Assert.Equal(VaultOutcome.NotFound, (await ListAsync()).Outcome);
    }

    [Fact]
    public async Task An_elliptic_key_is_read_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=apple pay", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        _world.Vault.Import("merchant", made);

        var version = Assert.Single((await ListAsync()).Value!);
        using var read = (await _world.Merchants.GetCertificateAsync("merchant", version.Version, Cancellation)).Value!;

        using var again = ECDsa.Create();
        again.ImportPkcs8PrivateKey(read.PrivateKey.Span, out _);
        Assert.Equal(key.ExportParameters(false).Q.X, again.ExportParameters(false).Q.X);
    }

    [Fact]
    public async Task A_secret_that_is_no_certificate_is_unreadable_and_its_value_in_no_message()
    {
        _world.Vault.SetSecret("merchant", "not a certificate, and secret");

        var read = await _world.Merchants.GetCertificateAsync("merchant", await NewestAsync("merchant"), Cancellation);

        Assert.Equal(VaultOutcome.Unreadable, read.Outcome);
        Assert.DoesNotContain("secret", read.Why, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nothing_of_a_key_is_in_what_a_certificate_says_of_itself()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _world.Vault.Import("merchant", made);
        using var read = (await _world.Merchants.GetCertificateAsync(
            "merchant", await NewestAsync("merchant"), Cancellation)).Value!;

        var said = $"{read} {read.PrivateKey}";

        Assert.DoesNotContain(Convert.ToBase64String(read.PrivateKey.Span[..24]), said, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_secret_is_asked_for_once_until_its_time_is_over()
    {
        _world.Vault.SetSecret("apiv3", "first");
        Assert.Equal("first", await SecretAsync());
        var asked = _world.Asked();

        Assert.Equal("first", await SecretAsync());
        Assert.Equal(asked, _world.Asked());

        _world.Vault.SetSecret("apiv3", "second");
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("second", await SecretAsync());
    }

    [Theory]
    [InlineData(VaultFaultKind.Away)]
    [InlineData(VaultFaultKind.Broken)]
    [InlineData(VaultFaultKind.Throttled)]
    [InlineData(VaultFaultKind.Forbidden)]
    [InlineData(VaultFaultKind.Emptied)]
    public async Task The_last_good_copy_is_served_while_the_vault_fails_and_a_new_one_after(VaultFaultKind fault)
    {
        _world.Vault.SetSecret("apiv3", "first");
        await SecretAsync();
        _world.Vault.SetSecret("apiv3", "second");
        _world.Vault.Fail(new(fault, RetryAfterSeconds: 0));
        _world.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("first", await SecretAsync());

        var asked = _world.Asked();
        Assert.Equal("first", await SecretAsync()); // It is left alone for a while.
        Assert.Equal(asked, _world.Asked());
        _world.Vault.Fail(null);
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("second", await SecretAsync());
    }

    [Fact]
    public async Task A_stalled_vault_costs_the_last_good_copy_no_more_than_its_time()
    {
        await using var world = await KeyVaultWorld.StartAsync(new() { AnswerWithin = TimeSpan.FromSeconds(2) });
        world.Vault.SetSecret("apiv3", "first");
        using var first = (await world.Merchants.GetSecretAsync("apiv3", Cancellation)).Value;
        world.Vault.Fail(new(VaultFaultKind.Stalled));
        world.Clock.Advance(TimeSpan.FromMinutes(5));

        using var again = (await world.Merchants.GetSecretAsync("apiv3", Cancellation)).Value!;

        Assert.Equal("first"u8, again.Span);
    }

    [Fact]
    public async Task Without_a_good_copy_the_failure_is_told()
    {
        _world.Vault.Fail(new(VaultFaultKind.Away));

        Assert.Equal(VaultOutcome.Away, (await _world.Merchants.GetSecretAsync("apiv3", Cancellation)).Outcome);
    }

    [Fact]
    public async Task What_one_caller_disposes_of_is_whole_for_the_next()
    {
        _world.Vault.SetSecret("apiv3", "first");

        await SecretAsync();

        Assert.Equal("first", await SecretAsync());
    }

    private Task<VaultAnswer<IReadOnlyList<MerchantCertificateVersion>>> ListAsync() =>
        _world.Merchants.ListVersionsAsync("merchant", Cancellation);

    private async Task<string> NewestAsync(string name) =>
        (await _world.Side.Secrets().GetSecretAsync(name, cancellationToken: Cancellation)).Value.Properties.Version;

    private async Task<string> SecretAsync()
    {
        var answer = await _world.Merchants.GetSecretAsync("apiv3", Cancellation);
        Assert.True(answer.IsDone, answer.Why);
        using (answer.Value) return Encoding.UTF8.GetString(answer.Value!.Span);
    }
}
