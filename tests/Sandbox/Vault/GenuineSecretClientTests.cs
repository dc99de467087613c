using Azure;
using Azure.Security.KeyVault.Secrets;
using PayFunctions.Sandbox.Vault;

namespace PayFunctions.Tests.Sandbox.Vault;

/// <summary>The genuine client, which knows nothing of simulations, against the simulated vault.</summary>
public sealed class GenuineSecretClientTests : IAsyncLifetime
{
    private VaultSide _side = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _side = await VaultSide.StartAsync();

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    [Fact]
    public async Task A_secret_is_read_back_with_all_that_was_said_of_it()
    {
        var client = _side.Secrets();
        var secret = new KeyVaultSecret("tea", "oolong") { Properties = { ContentType = "text/plain" } };
        secret.Properties.Tags["state"] = "Active";
        secret.Properties.NotBefore = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        secret.Properties.ExpiresOn = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

        var set = (await client.SetSecretAsync(secret, Cancellation)).Value;
        var read = (await client.GetSecretAsync("tea", cancellationToken: Cancellation)).Value;

        Assert.Equal("oolong", read.Value);
        Assert.Equal(set.Properties.Version, read.Properties.Version);
        Assert.Equal("text/plain", read.Properties.ContentType);
        Assert.Equal("Active", read.Properties.Tags["state"]);
        Assert.Equal(secret.Properties.NotBefore, read.Properties.NotBefore);
        Assert.Equal(secret.Properties.ExpiresOn, read.Properties.ExpiresOn);
        Assert.NotNull(read.Properties.CreatedOn);
        Assert.True(read.Properties.Enabled);
    }

    [Fact]
    public async Task The_newest_version_is_read_and_an_older_one_by_its_name()
    {
        var client = _side.Secrets();
        var first = (await client.SetSecretAsync("tea", "oolong", Cancellation)).Value.Properties.Version;
        var second = (await client.SetSecretAsync("tea", "sencha", Cancellation)).Value.Properties.Version;

        Assert.Equal("sencha", (await client.GetSecretAsync("tea", cancellationToken: Cancellation)).Value.Value);
        Assert.Equal("oolong", (await client.GetSecretAsync("tea", first, Cancellation)).Value.Value);
        var versions = await client.GetPropertiesOfSecretVersionsAsync("tea", Cancellation).ToListAsync(Cancellation);
        Assert.Equal(new[] { first, second }.Order(), versions.Select(version => version.Version).Order());
    }

    [Fact]
    public async Task Tags_change_without_a_new_version()
    {
        var client = _side.Secrets();
        var secret = (await client.SetSecretAsync("tea", "oolong", Cancellation)).Value;
        secret.Properties.Tags["state"] = "Deprecated";

        var updated = (await client.UpdateSecretPropertiesAsync(secret.Properties, Cancellation)).Value;

        Assert.Equal("Deprecated", updated.Tags["state"]);
        var read = (await client.GetSecretAsync("tea", cancellationToken: Cancellation)).Value;
        Assert.Equal(secret.Properties.Version, read.Properties.Version);
        Assert.Equal("Deprecated", read.Properties.Tags["state"]);
    }

    [Fact]
    public async Task A_disabled_version_is_refused()
    {
        var client = _side.Secrets();
        var secret = (await client.SetSecretAsync("tea", "oolong", Cancellation)).Value;
        secret.Properties.Enabled = false;
        await client.UpdateSecretPropertiesAsync(secret.Properties, Cancellation);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.GetSecretAsync("tea", cancellationToken: Cancellation));

        Assert.Equal((403, "Forbidden"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_each_entry_once()
    {
        var client = _side.Secrets();
        _side.Vault.PageSize = 3;
        for (var i = 0; i < 8; i++) await client.SetSecretAsync($"tea-{i}", "x", Cancellation);

        var pages = await client.GetPropertiesOfSecretsAsync(Cancellation).AsPages().ToListAsync(Cancellation);

        Assert.Equal([3, 3, 2], pages.Select(page => page.Values.Count));
        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => $"tea-{i}"),
            pages.SelectMany(page => page.Values).Select(secret => secret.Name));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_holds_its_name_and_can_be_had_back()
    {
        var client = _side.Secrets();
        await client.SetSecretAsync("tea", "oolong", Cancellation);

        var deletion = await client.StartDeleteSecretAsync("tea", Cancellation);
        await deletion.WaitForCompletionAsync(TimeSpan.FromMilliseconds(10), Cancellation);

        Assert.NotNull(deletion.Value.ScheduledPurgeDate);
        Assert.Equal(404, await StatusAsync(() => client.GetSecretAsync("tea", cancellationToken: Cancellation)));
        Assert.Equal(409, await StatusAsync(() => client.SetSecretAsync("tea", "sencha", Cancellation)));
        Assert.Equal("tea", Assert.Single(
            await client.GetDeletedSecretsAsync(Cancellation).ToListAsync(Cancellation)).Name);

        var recovery = await client.StartRecoverDeletedSecretAsync("tea", Cancellation);
        await recovery.WaitForCompletionAsync(TimeSpan.FromMilliseconds(10), Cancellation);

        Assert.Equal("oolong", (await client.GetSecretAsync("tea", cancellationToken: Cancellation)).Value.Value);
    }

    [Fact]
    public async Task What_is_purged_never_comes_back_and_frees_its_name()
    {
        var client = _side.Secrets();
        await client.SetSecretAsync("tea", "oolong", Cancellation);
        var deletion = await client.StartDeleteSecretAsync("tea", Cancellation);
        await deletion.WaitForCompletionAsync(TimeSpan.FromMilliseconds(10), Cancellation);

        await client.PurgeDeletedSecretAsync("tea", Cancellation);

        Assert.Equal(404, await StatusAsync(() => client.GetDeletedSecretAsync("tea", Cancellation)));
        await client.SetSecretAsync("tea", "sencha", Cancellation);
        Assert.Single(await client.GetPropertiesOfSecretVersionsAsync("tea", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Who_comes_without_a_token_is_told_whose_to_bring_and_it_is_asked_for_once()
    {
        var credential = _side.Credential;
        var client = new SecretClient(_side.Vault.Uri, credential, new()
        {
            Transport = _side.Transport,
            DisableChallengeResourceVerification = true,
        });

        await client.SetSecretAsync("tea", "oolong", Cancellation);
        await client.GetSecretAsync("tea", cancellationToken: Cancellation);

        Assert.Equal([401, 200, 200], _side.StatusesSince(0));
        Assert.Equal("https://vault.azure.net/.default", Assert.Single(Assert.Single(credential.Asked).Scopes));
    }

    [Fact]
    public async Task A_client_that_minds_whose_token_it_is_gives_none()
    {
        var client = _side.Secrets(options => options.DisableChallengeResourceVerification = false);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.GetSecretAsync("tea", cancellationToken: Cancellation));

        Assert.Equal([401], _side.StatusesSince(0));
    }

    [Fact]
    public async Task Who_is_throttled_waits_as_long_as_told_and_gets_it()
    {
        var client = _side.Secrets();
        await client.SetSecretAsync("tea", "oolong", Cancellation);
        var (before, began) = (_side.Vault.Requests.All().Length, TimeProvider.System.GetTimestamp());
        _side.Vault.FailNext(1, new(VaultFaultKind.Throttled, RetryAfterSeconds: 1));

        var read = await client.GetSecretAsync("tea", cancellationToken: Cancellation);

        Assert.Equal("oolong", read.Value.Value);
        Assert.Equal([429, 200], _side.StatusesSince(before));
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.99), "The client did not wait.");
    }

    [Theory]
    [InlineData(VaultFaultKind.Away, 503, 3)]
    [InlineData(VaultFaultKind.Forbidden, 403, 1)]
    [InlineData(VaultFaultKind.Emptied, 404, 1)]
    [InlineData(VaultFaultKind.Broken, 0, 3)]
    public async Task A_vault_that_fails_is_told_by_its_status_and_asked_again_where_that_helps(
        VaultFaultKind kind, int status, int asked)
    {
        var client = _side.Secrets();
        await client.SetSecretAsync("tea", "oolong", Cancellation);
        var before = _side.Vault.Requests.All().Length;
        _side.Vault.Fail(new(kind));

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => client.GetSecretAsync("tea", cancellationToken: Cancellation));
        _side.Vault.Fail(null);

        Assert.Equal(Enumerable.Repeat(status, asked), _side.StatusesSince(before));
        if (failure is RequestFailedException refused) Assert.Equal(status, refused.Status);
        Assert.Equal("oolong", (await client.GetSecretAsync("tea", cancellationToken: Cancellation)).Value.Value);
    }

    [Fact]
    public async Task A_vault_that_stalls_is_left_at_the_clients_own_time_out()
    {
        var client = _side.Secrets(options =>
        {
            options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(200);
            options.Retry.MaxRetries = 0;
        });
        _side.Vault.Fail(new(VaultFaultKind.Stalled));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetSecretAsync("tea", cancellationToken: Cancellation));
    }

    private static async Task<int> StatusAsync<T>(Func<Task<T>> call) =>
        (await Assert.ThrowsAsync<RequestFailedException>(call)).Status;
}
