using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Security.KeyVault.Certificates;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Embedded.Certificates;

public sealed class CertificateClientTests : IAsyncLifetime
{
    private VaultSide _side = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _side = await VaultSide.StartAsync();

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    [Fact]
    public async Task An_imported_certificate_is_read_back_with_its_dates_and_tags()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var client = _side.Certificates();

        var imported = await ImportAsync(client, made, "a pass phrase");
        var read = (await client.GetCertificateAsync("merchant", Cancellation)).Value;

        Assert.Equal(made.RawData, read.Cer);
        Assert.Equal("merchant", read.Name);
        Assert.Equal(imported.Properties.Version, read.Properties.Version);
        Assert.Equal(new(made.NotBefore), read.Properties.NotBefore);
        Assert.Equal(new(made.NotAfter), read.Properties.ExpiresOn);
        Assert.Equal("1900000001", read.Properties.Tags["merchant"]);
        Assert.True(read.Properties.Enabled);
        Assert.NotNull(read.Properties.CreatedOn);
    }

    [Fact]
    public async Task Its_private_key_is_in_the_secret_of_the_same_name_and_version()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var imported = await ImportAsync(_side.Certificates(), made);

        var secret = (await _side.Secrets().GetSecretAsync(
            "merchant", imported.Properties.Version, Cancellation)).Value;

        Assert.Equal("application/x-pkcs12", secret.Properties.ContentType);
        Assert.True(secret.Properties.Managed);
        using var read = X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(secret.Value), null);
        Assert.True(read.HasPrivateKey);
        Assert.Equal(made.SerialNumber, read.SerialNumber);
    }

    [Fact]
    public async Task An_import_under_the_same_name_is_a_new_version_and_the_old_one_stays()
    {
        using var old = VaultSide.NewCertificate("merchant");
        using var fresh = VaultSide.NewCertificate("merchant");
        var client = _side.Certificates();

        var first = await ImportAsync(client, old);
        await ImportAsync(client, fresh);

        Assert.Equal(fresh.RawData, (await client.GetCertificateAsync("merchant", Cancellation)).Value.Cer);
        var version = await client.GetCertificateVersionAsync("merchant", first.Properties.Version, Cancellation);
        Assert.Equal(old.RawData, version.Value.Cer);
    }

    [Fact]
    public async Task Versions_come_in_pages_each_once()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var client = _side.Certificates();
        _side.Vault.PageSize = 2;
        var imported = new List<string>();
        for (var i = 0; i < 5; i++) imported.Add((await ImportAsync(client, made)).Properties.Version);

        var pages = await client.GetPropertiesOfCertificateVersionsAsync("merchant", Cancellation)
            .AsPages().ToListAsync(Cancellation);

        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(
            imported.Order(), pages.SelectMany(page => page.Values).Select(version => version.Version).Order());
    }

    [Fact]
    public async Task A_version_is_disabled_and_tagged_without_a_new_one()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var client = _side.Certificates();
        var properties = (await ImportAsync(client, made)).Properties;
        properties.Enabled = false;
        properties.Tags["state"] = "Deprecated";

        var updated = (await client.UpdateCertificatePropertiesAsync(properties, Cancellation)).Value;

        Assert.False(updated.Properties.Enabled);
        Assert.Equal("Deprecated", updated.Properties.Tags["state"]);
        var version = Assert.Single(await client.GetPropertiesOfCertificateVersionsAsync("merchant", Cancellation)
            .ToListAsync(Cancellation));
        Assert.False(version.Enabled);
        Assert.Equal("1900000001", version.Tags["merchant"]);
    }

    [Fact]
    public async Task The_first_request_knocks_and_only_the_second_carries_a_body_and_a_token()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var credential = _side.Credential;
        var client = new CertificateClient(_side.Vault.Uri, credential, new()
        {
            Transport = _side.Transport,
            DisableChallengeResourceVerification = true,
        });

        await ImportAsync(client, made);
        await client.GetCertificateAsync("merchant", Cancellation);

        Assert.Equal([401, 200, 200], _side.StatusesSince(0));
        var asked = Assert.Single(credential.Asked);
        Assert.Equal("https://vault.azure.net/.default", Assert.Single(asked.Scopes));
        Assert.Equal("00000000-0000-0000-0000-0000000000aa", asked.TenantId);
    }

    [Fact]
    public async Task A_challenge_of_another_ones_resource_gets_no_token()
    {
        var client = _side.Certificates(options => options.DisableChallengeResourceVerification = false);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.GetCertificateAsync("merchant", Cancellation));

        Assert.Contains("vault.azure.net", refused.Message, StringComparison.Ordinal);
        Assert.Equal([401], _side.StatusesSince(0));
    }

    [Fact]
    public async Task A_503_on_the_way_is_tried_again_body_and_all()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _side.Vault.FailNext(1, new(VaultFaultKind.Away));

        var imported = await ImportAsync(_side.Certificates(), made);

        Assert.Equal(made.RawData, imported.Cer);
        Assert.Equal([503, 401, 200], _side.StatusesSince(0));
    }

    [Theory]
    [InlineData(VaultFaultKind.Forbidden, 403, "Forbidden")]
    [InlineData(VaultFaultKind.Throttled, 429, "Throttled")]
    [InlineData(VaultFaultKind.Away, 503, "ServiceUnavailable")]
    public async Task A_refusal_has_its_status_and_the_vaults_own_word(VaultFaultKind kind, int status, string code)
    {
        _side.Vault.Fail(new(kind, RetryAfterSeconds: 0));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => _side.Certificates().GetCertificateAsync("merchant", Cancellation));

        Assert.Equal((status, code), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_what_is_no_certificate_400()
    {
        var client = _side.Certificates();

        var missing = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.GetCertificateAsync("nobody", Cancellation));
        var broken = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.ImportCertificateAsync(new("merchant", [1, 2, 3]), Cancellation));

        Assert.Equal((404, "CertificateNotFound"), (missing.Status, missing.ErrorCode));
        Assert.Equal(400, broken.Status);
    }

    private static async Task<KeyVaultCertificateWithPolicy> ImportAsync(
        CertificateClient client, X509Certificate2 made, string? password = null)
    {
        var options = new ImportCertificateOptions("merchant", made.Export(X509ContentType.Pkcs12, password))
        {
            Password = password,
            Tags = { ["merchant"] = "1900000001" },
        };
        return (await client.ImportCertificateAsync(options, Cancellation)).Value;
    }
}
