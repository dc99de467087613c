using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

/// <summary>Private keys by reference, out of the simulated vault.</summary>
public sealed class NamedKeysTests : IAsyncLifetime
{
    private static readonly byte[] Message = [1, 2, 3];

    private readonly ManualClock _vaultClock = new(DateTimeOffset.UtcNow);
    private KeyVaultWorld _world = null!;
    private NamedKeys _keys = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await KeyVaultWorld.StartAsync(clock: _vaultClock);
        _keys = new(_world.Merchants, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_new_version_of_a_certificate_takes_the_place_of_the_known_one()
    {
        using var old = Import(startsDaysAgo: 10);
        using var first = (await FindAsync("certificate:merchant")).Value!;
        var unchanged = await FindAsync("certificate:merchant", first.Fingerprint);
        _vaultClock.Advance(TimeSpan.FromHours(1));
        using var fresh = Import(startsDaysAgo: 1);

        using var second = (await FindAsync("certificate:merchant", first.Fingerprint)).Value!;

        Assert.Equal((VaultOutcome.Done, null), (unchanged.Outcome, unchanged.Value));
        Assert.Equal((old.SerialNumber, fresh.SerialNumber), (first.Serial, second.Serial));
        AssertSigns(fresh, second);
    }

    [Fact]
    public async Task A_version_that_is_not_yet_in_force_waits()
    {
        using var old = Import(startsDaysAgo: 10);
        _vaultClock.Advance(TimeSpan.FromHours(1));
        using var early = Import(startsDaysAgo: -5);

        using var found = (await FindAsync("certificate:merchant")).Value!;

        Assert.Equal(old.SerialNumber, found.Serial);
    }

    [Fact]
    public async Task A_secret_that_is_pem_is_a_key()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _world.Vault.SetSecret("merchant-key", KeyPem(made));

        using var found = (await FindAsync("secret:merchant-key")).Value!;

        AssertSigns(made, found);
    }

    [Fact]
    public async Task A_file_is_opened_by_the_secret_it_names_and_by_no_other()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var wrapping = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        using var secret = new SecretBytes(Encoding.UTF8.GetBytes(wrapping));
        using var pem = new SecretBytes(Encoding.UTF8.GetBytes(KeyPem(made)));
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, WrappedKeyFile.Seal("wrapping", secret, pem).ToJson(), Cancellation);
            _world.Vault.SetSecret("wrapping", wrapping);
            using var found = (await FindAsync($"file:{path}")).Value!;
            _world.Vault.SetSecret("wrapping", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            _world.Clock.Advance(TimeSpan.FromMinutes(5));
            var other = await FindAsync($"file:{path}");

            AssertSigns(made, found);
            Assert.Equal(VaultOutcome.Unreadable, other.Outcome);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("certificate:nobody", VaultOutcome.NotFound)]
    [InlineData("secret:nobody", VaultOutcome.NotFound)]
    [InlineData("file:/nowhere/merchant.key", VaultOutcome.NotFound)]
    [InlineData("secret:tea", VaultOutcome.Unreadable)]
    public async Task What_is_not_there_or_no_key_is_an_outcome(string reference, VaultOutcome outcome)
    {
        _world.Vault.SetSecret("tea", "oolong");

        var found = await FindAsync(reference);

        Assert.Equal(outcome, found.Outcome);
        Assert.DoesNotContain("oolong", $"{found}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_is_away_gives_no_key_and_a_reason()
    {
        using var made = Import(startsDaysAgo: 10);
        _world.Vault.Fail(new(VaultFaultKind.Away));

        var found = await FindAsync("certificate:merchant");

        Assert.Equal((VaultOutcome.Away, null), (found.Outcome, found.Value));
        Assert.Contains("503", found.Why, StringComparison.Ordinal);
    }

    private Task<VaultAnswer<LoadedKey?>> FindAsync(string setting, string? known = null) =>
        _keys.FindAsync(KeyReference.Of(setting), known, Cancellation);

    private X509Certificate2 Import(int startsDaysAgo)
    {
        var made = VaultSide.NewCertificate("merchant", startsDaysAgo: startsDaysAgo);
        _world.Vault.Import("merchant", made);
        return made;
    }

    private static string KeyPem(X509Certificate2 made)
    {
        using var key = made.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static void AssertSigns(X509Certificate2 made, LoadedKey found)
    {
        var signature = found.Key.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var verifier = made.GetRSAPublicKey()!;
        Assert.True(verifier.VerifyData(Message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
