using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Certificates;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Embedded.Certificates;

// azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs,
// CertificateProperties.cs; sdk/keyvault/Azure.Security.KeyVault.Shared/src/ChallengeBasedAuthenticationPolicy.cs
public sealed class CertificateClientTests : IAsyncLifetime
{
    private VaultSide _side = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _side = await VaultSide.StartAsync();

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs
    [Fact]
    public async Task Each_version_has_its_dates_and_whether_it_is_enabled()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var operating = new VaultOperator(_side);
        var version = await operating.ImportAsync("merchant", made, "a pass phrase");

        var fresh = Assert.Single(await VersionsAsync(_side.Certificates()));
        await operating.UpdateAsync("merchant", version, """{"attributes":{"enabled":false}}""");
        var retired = Assert.Single(await VersionsAsync(_side.Certificates()));

        Assert.Equal(version, fresh.Version);
        Assert.Equal((new DateTimeOffset(made.NotBefore), new(made.NotAfter)), (fresh.NotBefore!.Value, fresh.ExpiresOn!.Value));
        Assert.NotNull(fresh.CreatedOn);
        Assert.Equal((true, false), (fresh.Enabled, retired.Enabled));
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs
    [Fact]
    public async Task Versions_come_in_pages_each_once()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _side.Vault.PageSize = 2;
        var imported = new List<string>();
        for (var i = 0; i < 5; i++) imported.Add(await new VaultOperator(_side).ImportAsync("merchant", made));

        var pages = await _side.Certificates().GetPropertiesOfCertificateVersionsAsync("merchant", Cancellation)
            .AsPages().ToListAsync(Cancellation);

        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(
            imported.Order(), pages.SelectMany(page => page.Values).Select(version => version.Version).Order());
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Shared/src/ChallengeBasedAuthenticationPolicy.cs
    [Fact]
    public async Task The_first_request_knocks_and_only_the_second_carries_a_token()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _side.Vault.Import("merchant", made);
        var credential = _side.Credential;
        var client = new CertificateClient(_side.Vault.Uri, credential, new()
        {
            Transport = _side.Transport,
            DisableChallengeResourceVerification = true,
        });

        await VersionsAsync(client);
        await VersionsAsync(client);

        Assert.Equal([401, 200, 200], _side.StatusesSince(0));
        var asked = Assert.Single(credential.Asked);
        Assert.Equal("https://vault.azure.net/.default", Assert.Single(asked.Scopes));
        Assert.Equal("00000000-0000-0000-0000-0000000000aa", asked.TenantId);
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs,
    // ImportCertificateOptions.cs; the knock without a body: ChallengeBasedAuthenticationPolicy.cs
    [Fact]
    public async Task An_import_is_a_new_version_and_only_who_has_said_who_it_is_gets_the_key()
    {
        using var made = VaultSide.NewCertificate("merchant");
        var sent = new SentBodies();
        var client = _side.Certificates(options => options.AddPolicy(sent, HttpPipelinePosition.BeforeTransport));
        _side.Vault.FailNext(1, new(VaultFaultKind.Away));

        var imported = await client.ImportCertificateAsync(
            new("merchant", made.Export(X509ContentType.Pkcs12, "a pass phrase")) { Password = "a pass phrase" }, Cancellation);

        Assert.Equal([503, 401, 200], _side.StatusesSince(0));
        Assert.Equal([false, false, true], sent.HadBody);
        var version = Assert.Single(await VersionsAsync(client));
        Assert.Equal(version.Version, imported.Value.Properties.Version);
        Assert.Equal(new DateTimeOffset(made.NotAfter), imported.Value.Properties.ExpiresOn!.Value);
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Shared/src/ChallengeBasedAuthenticationPolicy.cs
    [Fact]
    public async Task A_challenge_of_another_ones_resource_gets_no_token()
    {
        var client = _side.Certificates(options => options.DisableChallengeResourceVerification = false);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => VersionsAsync(client));

        Assert.Contains("vault.azure.net", refused.Message, StringComparison.Ordinal);
        Assert.Equal([401], _side.StatusesSince(0));
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs
    [Fact]
    public async Task A_503_on_the_way_is_tried_again()
    {
        using var made = VaultSide.NewCertificate("merchant");
        _side.Vault.Import("merchant", made);
        _side.Vault.FailNext(1, new(VaultFaultKind.Away));

        Assert.Single(await VersionsAsync(_side.Certificates()));

        Assert.Equal([503, 401, 200], _side.StatusesSince(0));
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs
    [Theory]
    [InlineData(VaultFaultKind.Forbidden, 403, "Forbidden")]
    [InlineData(VaultFaultKind.Throttled, 429, "Throttled")]
    [InlineData(VaultFaultKind.Away, 503, "ServiceUnavailable")]
    public async Task A_refusal_has_its_status_and_the_vaults_own_word(VaultFaultKind kind, int status, string code)
    {
        _side.Vault.Fail(new(kind, RetryAfterSeconds: 0));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => VersionsAsync(_side.Certificates()));

        Assert.Equal((status, code), (refused.Status, refused.ErrorCode));
    }

    // azure-sdk-for-net: sdk/keyvault/Azure.Security.KeyVault.Certificates/src/CertificateClient.cs
    [Fact]
    public async Task What_is_not_there_is_404()
    {
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => VersionsAsync(_side.Certificates()));

        Assert.Equal((404, "CertificateNotFound"), (missing.Status, missing.ErrorCode));
    }

    private sealed class SentBodies : HttpPipelineSynchronousPolicy
    {
        public List<bool> HadBody { get; } = [];

        public override void OnSendingRequest(HttpMessage message) => HadBody.Add(message.Request.Content is not null);
    }

    private static async Task<List<CertificateProperties>> VersionsAsync(CertificateClient client) =>
        await client.GetPropertiesOfCertificateVersionsAsync("merchant", Cancellation).ToListAsync(Cancellation);
}
