using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

/// <summary>Platform certificates, through the genuine client, in the simulated vault.</summary>
public sealed class KeyVaultCertificatesTests : IAsyncLifetime
{
    private const string Pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private static readonly VaultedCertificate Example = new(
        "wechatpay-1900000001-5157F09E", "wechatpay/1900000001", CertificatePurpose.WeChatPayPlatform, "5157F09E",
        new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new(2031, 1, 1, 3, 4, 5, TimeSpan.Zero), CertificateState.Active);

    private KeyVaultWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await KeyVaultWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_put_is_listed_by_its_tags_and_read_by_its_name()
    {
        var put = await PutAsync(Example);

        Assert.True(put.Value);
        Assert.Equal([Example], (await ListAsync()).Value!);
        Assert.Equal(Pem, (await _world.Certificates.GetAsync(Example.Name, Cancellation)).Value);
    }

    [Fact]
    public async Task It_is_a_secret_with_the_content_type_and_the_tags_of_the_contract()
    {
        await PutAsync(Example with { SupersededAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) });

        var secret = (await _world.Side.Secrets().GetSecretAsync(Example.Name, cancellationToken: Cancellation)).Value;

        Assert.Equal("application/x-pem-file", secret.Properties.ContentType);
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["account"] = "wechatpay/1900000001",
                ["purpose"] = "WeChatPayPlatform",
                ["serial"] = "5157F09E",
                ["notBefore"] = "2026-01-02T03:04:05Z",
                ["notAfter"] = "2031-01-01T03:04:05Z",
                ["state"] = "Active",
                ["supersededAt"] = "2026-03-01T00:00:00Z",
            },
            new SortedDictionary<string, string>(secret.Properties.Tags));
    }

    [Fact]
    public async Task The_same_again_writes_nothing()
    {
        await PutAsync(Example);

        var again = await PutAsync(Example);

        Assert.True(again.IsDone);
        Assert.False(again.Value);
        Assert.Equal(1, await VersionsAsync());
    }

    [Fact]
    public async Task What_was_put_is_not_looked_at_for_an_hour_and_a_vault_that_lost_it_gets_it_back_after_that()
    {
        await PutAsync(Example);
        await _world.Side.Secrets().StartDeleteSecretAsync(Example.Name, Cancellation);
        await _world.Side.Secrets().PurgeDeletedSecretAsync(Example.Name, Cancellation);
        var asked = _world.Asked();

        Assert.False((await PutAsync(Example)).Value);
        Assert.Equal(asked, _world.Asked());

        _world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await PutAsync(Example)).Value);
        Assert.Equal([Example], (await ListAsync()).Value!);
    }

    [Fact]
    public async Task What_another_instance_has_changed_is_looked_at_again()
    {
        await PutAsync(Example);
        var elsewhere = new KeyVaultCertificates(
            _world.Clients, new(Options.Create(new VaultOptions()), TimeProvider.System), _world.Clock);
        await elsewhere.PutAsync(Example with { State = CertificateState.Deprecated }, Pem, Cancellation);
        await ListAsync();

        Assert.True((await PutAsync(Example)).Value);

        Assert.Equal([Example], (await ListAsync()).Value!);
    }

    [Fact]
    public async Task Another_state_changes_the_tags_and_makes_no_version()
    {
        await PutAsync(Example);
        var superseded = Example with { State = CertificateState.Deprecated, SupersededAt = Example.NotBefore };

        var put = await PutAsync(superseded);

        Assert.True(put.Value);
        Assert.Equal([superseded], (await ListAsync()).Value!);
        Assert.Equal(1, await VersionsAsync());
    }

    [Fact]
    public async Task Another_pem_is_a_new_version()
    {
        await PutAsync(Example);

        await _world.Certificates.PutAsync(Example, Pem + "\n", Cancellation);

        Assert.Equal(Pem + "\n", (await _world.Certificates.GetAsync(Example.Name, Cancellation)).Value);
        Assert.Equal(2, await VersionsAsync());
    }

    [Fact]
    public async Task What_others_keep_there_is_not_listed()
    {
        await PutAsync(Example);
        _world.Vault.SetSecret("database-password", "x");
        using var merchant = Sandbox.Vault.VaultSide.NewCertificate("merchant");
        _world.Vault.Import("merchant", merchant);

        Assert.Equal([Example], (await ListAsync()).Value!);
    }

    [Fact]
    public async Task A_list_of_many_pages_is_whole()
    {
        _world.Vault.PageSize = 4;
        var many = Enumerable.Range(10, 11)
            .Select(i => Example with { Name = $"wechatpay-1900000001-{i}", Serial = $"{i}" }).ToArray();
        foreach (var one in many) await PutAsync(one);

        Assert.Equal(many, (await ListAsync()).Value!.OrderBy(one => one.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deleted_one_that_holds_its_name_is_no_crash()
    {
        await PutAsync(Example);
        var deletion = await _world.Side.Secrets().StartDeleteSecretAsync(Example.Name, Cancellation);
        await deletion.WaitForCompletionAsync(TimeSpan.FromMilliseconds(10), Cancellation);
        _world.Clock.Advance(TimeSpan.FromHours(1));

        var put = await PutAsync(Example);

        Assert.Equal(VaultOutcome.Unreadable, put.Outcome);
        Assert.Contains("409", put.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() => Assert.Equal(
        VaultOutcome.NotFound, (await _world.Certificates.GetAsync("nobody", Cancellation)).Outcome);

    [Theory]
    [InlineData(VaultFaultKind.Away, VaultOutcome.Away)]
    [InlineData(VaultFaultKind.Broken, VaultOutcome.Away)]
    [InlineData(VaultFaultKind.Throttled, VaultOutcome.Throttled)]
    [InlineData(VaultFaultKind.Forbidden, VaultOutcome.Refused)]
    [InlineData(VaultFaultKind.Emptied, VaultOutcome.NotFound)]
    public async Task A_vault_that_fails_is_an_outcome_with_a_reason(VaultFaultKind fault, VaultOutcome outcome)
    {
        _world.Vault.Fail(new(fault, RetryAfterSeconds: 0));

        var listed = await ListAsync();

        Assert.Equal(outcome, listed.Outcome);
        Assert.NotEmpty(listed.Why!);
        _world.Vault.Fail(null);
        Assert.True((await PutAsync(Example)).IsDone);
    }

    [Fact]
    public async Task A_vault_that_stalls_is_away_after_the_time_it_has()
    {
        await using var world = await KeyVaultWorld.StartAsync(new() { AnswerWithin = TimeSpan.FromMilliseconds(300) });
        world.Vault.Fail(new(VaultFaultKind.Stalled));

        var listed = await world.Certificates.ListAsync(Cancellation);

        Assert.Equal((VaultOutcome.Away, "no answer within 0.3 s"), (listed.Outcome, listed.Why));
    }

    [Fact]
    public async Task A_vault_that_asks_for_more_patience_than_there_is_is_left_in_time()
    {
        await using var world = await KeyVaultWorld.StartAsync(new() { AnswerWithin = TimeSpan.FromMilliseconds(300) });
        world.Vault.Fail(new(VaultFaultKind.Throttled, RetryAfterSeconds: 600));

        Assert.Equal(VaultOutcome.Away, (await world.Certificates.ListAsync(Cancellation)).Outcome);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_theirs()
    {
        _world.Vault.Fail(new(VaultFaultKind.Stalled));
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Certificates.ListAsync(leaving.Token));
    }

    private Task<VaultAnswer<bool>> PutAsync(VaultedCertificate certificate) =>
        _world.Certificates.PutAsync(certificate, Pem, Cancellation);

    private Task<VaultAnswer<IReadOnlyList<VaultedCertificate>>> ListAsync() =>
        _world.Certificates.ListAsync(Cancellation);

    private async Task<int> VersionsAsync() =>
        await _world.Side.Secrets().GetPropertiesOfSecretVersionsAsync(Example.Name, Cancellation)
            .CountAsync(Cancellation);
}
