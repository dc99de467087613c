using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Commands;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

public sealed class CertificateImportTests : IAsyncLifetime
{
    private const string Password = "a pass phrase";

    private readonly string _folder = Directory.CreateTempSubdirectory("payfunctions-import-").FullName;
    private KeyVaultWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await KeyVaultWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_imported_is_what_the_app_reads_with_the_key_that_signs_for_it()
    {
        using var made = VaultSide.NewCertificate("merchant");

        var (exit, said) = await ImportAsync(made.Export(X509ContentType.Pkcs12, Password));

        Assert.True(exit == 0, said);
        var version = Assert.Single((await _world.Merchants.ListVersionsAsync("merchant", Cancellation)).Value!);
        using var read = (await _world.Merchants.GetCertificateAsync("merchant", version.Version, Cancellation)).Value!;
        using var key = made.GetRSAPrivateKey()!;
        Assert.Equal(made.SerialNumber, read.Serial);
        Assert.Equal(key.ExportPkcs8PrivateKey(), read.PrivateKey.Span);
        Assert.Contains(made.SerialNumber, said, StringComparison.Ordinal);
        Assert.Contains(version.Version, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_the_same_name_it_is_a_new_version_and_the_old_one_stays()
    {
        using var old = VaultSide.NewCertificate("merchant");
        using var fresh = VaultSide.NewCertificate("merchant");
        await ImportAsync(old.Export(X509ContentType.Pkcs12, Password));
        await ImportAsync(fresh.Export(X509ContentType.Pkcs12, Password));

        var versions = (await _world.Merchants.ListVersionsAsync("merchant", Cancellation)).Value!;

        var serials = new List<string>();
        foreach (var one in versions)
        {
            using var read = (await _world.Merchants.GetCertificateAsync("merchant", one.Version, Cancellation)).Value!;
            serials.Add(read.Serial);
        }

        Assert.Equal(new[] { old.SerialNumber, fresh.SerialNumber }.Order(), serials.Order());
    }

    [Theory]
    [InlineData("weak", "its key has 1024 bits")]
    [InlineData("ended", "has ended on")]
    [InlineData("without a key", "there is no private key in it")]
    [InlineData("another's key", "its private key is another certificate's")]
    [InlineData("a wrong password", "the password does not open it")]
    [InlineData("no PKCS#12", "the password does not open it")]
    public async Task What_is_not_fit_is_refused_with_its_reason_and_the_vault_is_not_asked(string what, string why)
    {
        var (exit, said) = await ImportAsync(Unfit(what));

        Assert.Equal(1, exit);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.Equal(0, _world.Asked());
    }

    [Fact]
    public async Task An_elliptic_key_as_Apple_Pay_has_it_is_imported_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=apple pay", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(0, (await ImportAsync(made.Export(X509ContentType.Pkcs12, Password))).Exit);
    }

    [Theory]
    [InlineData(VaultFaultKind.Forbidden, "Refused, 403 Forbidden")]
    [InlineData(VaultFaultKind.Away, "Away, 503 ServiceUnavailable")]
    public async Task A_vault_that_does_not_take_it_is_told_in_a_word(VaultFaultKind kind, string why)
    {
        using var made = VaultSide.NewCertificate("merchant");
        _world.Vault.Fail(new(kind));

        var (exit, said) = await ImportAsync(made.Export(X509ContentType.Pkcs12, Password));

        Assert.Equal(1, exit);
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_key_nor_password_is_ever_told()
    {
        using var made = VaultSide.NewCertificate("merchant");
        using var key = made.GetRSAPrivateKey()!;
        var file = made.Export(X509ContentType.Pkcs12, Password);
        var secrets = new[]
        {
            Password, Convert.ToBase64String(file)[..40], Convert.ToBase64String(key.ExportPkcs8PrivateKey())[..40],
        };

        var told = (await ImportAsync(file)).Said;
        _world.Vault.Fail(new(VaultFaultKind.Broken));
        told += (await ImportAsync(file)).Said;
        told += (await ImportAsync(Unfit("weak"))).Said;
        told += new CertificateFile("01", "CN=a", default, default, 2048).ToString();

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_imports_as_the_identity_of_whoever_runs_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL takes its trust from SSL_CERT_FILE.");
        using var made = VaultSide.NewCertificate("merchant");
        var file = Path.Combine(_folder, "merchant.p12");
        File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, Password));
        var environment = VaultSettings.Of(_world.Vault, _folder);
        environment["MERCHANT_PASSWORD"] = Password;

        var (exit, said) = await BuiltProgram.RunAsync(
            "PayFunctions.Sandbox.dll",
            ["import-certificate", "--vault", _world.Vault.Uri.AbsoluteUri, "--name", "merchant", "--file", file, "--password-from", "MERCHANT_PASSWORD"],
            environment: environment);

        Assert.True(exit == 0, said);
        Assert.Contains(made.SerialNumber, said, StringComparison.Ordinal);
        Assert.Single((await _world.Merchants.ListVersionsAsync("merchant", Cancellation)).Value!);
    }

    private async Task<(int Exit, string Said)> ImportAsync(byte[] pkcs12)
    {
        var file = new FileInfo(Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".p12"));
        await File.WriteAllBytesAsync(file.FullName, pkcs12, Cancellation);
        var said = new StringWriter();
        var exit = await ImportCertificateCommand.RunAsync(
            _world.Clients, "merchant", file, Password, TimeProvider.System, said, Cancellation);
        return (exit, said.ToString());
    }

    private static byte[] Unfit(string what)
    {
        using var weak = RSA.Create(1024);
        using var key = RSA.Create(2048);
        using var another = RSA.Create(2048);
        var now = DateTimeOffset.UtcNow;
        switch (what)
        {
            case "weak":
                using (var made = Request(weak).CreateSelfSigned(now.AddDays(-1), now.AddDays(1)))
                    return made.Export(X509ContentType.Pkcs12, Password);
            case "ended":
                using (var made = Request(key).CreateSelfSigned(now.AddDays(-2), now.AddDays(-1)))
                    return made.Export(X509ContentType.Pkcs12, Password);
            case "without a key":
                using (var made = Request(key).CreateSelfSigned(now.AddDays(-1), now.AddDays(1)))
                using (var bare = X509CertificateLoader.LoadCertificate(made.RawData))
                    return bare.Export(X509ContentType.Pkcs12, Password)!;
            case "another's key":
                using (var made = Request(key).CreateSelfSigned(now.AddDays(-1), now.AddDays(1)))
                    return MixedUp(made, another);
            case "a wrong password":
                using (var made = Request(key).CreateSelfSigned(now.AddDays(-1), now.AddDays(1)))
                    return made.Export(X509ContentType.Pkcs12, "another pass phrase");
            default:
                return "no PKCS#12"u8.ToArray();
        }
    }

    private static CertificateRequest Request(RSA key) =>
        new("CN=merchant", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>A certificate and a key that claim to be a pair by their local key id, and are none.</summary>
    private static byte[] MixedUp(X509Certificate2 certificate, RSA key)
    {
        var id = new Pkcs9LocalKeyId([1]);
        var (certificates, keys) = (new Pkcs12SafeContents(), new Pkcs12SafeContents());
        certificates.AddCertificate(certificate).Attributes.Add(id);
        keys.AddShroudedKey(
            key, Password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)).Attributes.Add(id);
        var file = new Pkcs12Builder();
        file.AddSafeContentsUnencrypted(certificates);
        file.AddSafeContentsUnencrypted(keys);
        file.SealWithMac(Password, HashAlgorithmName.SHA256, 1000);
        return file.Encode();
    }
}
