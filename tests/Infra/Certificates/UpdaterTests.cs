using Microsoft.Extensions.Logging;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

public class UpdaterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly ListingProvider _provider = new();
    private readonly SharedVault _vault = new();
    private readonly LocalBoard _board;

    public UpdaterTests()
    {
        _board = new(_clock);
        _provider.Listed.Add(Certificate("A1", -100, 30));
    }

    [Fact]
    public async Task What_is_downloaded_is_kept_promoted_and_published_and_each_step_leaves_a_row()
    {
        using var app = NewInstance();

        var renewal = Assert.Single(await app.LookAsync());

        Assert.Equal(RenewalOutcome.Renewed, renewal.Outcome);
        Assert.Equal(CertificateState.Active, app.Account.Ring.Find("A1")?.StateAt(Start));
        Assert.Equal(
            [AuditStep.Downloaded, AuditStep.Kept, AuditStep.Promoted, AuditStep.Published],
            _board.Audit.Select(entry => entry.Step));
        Assert.NotNull(await _board.VersionAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cold_instance_starts_from_the_vault_and_asks_nobody()
    {
        using var first = NewInstance();
        await first.LookAsync();

        using var cold = NewInstance();
        var renewals = await cold.LookAsync();

        Assert.Equal([RenewalOutcome.TooSoon], renewals.Select(renewal => renewal.Outcome));
        Assert.True(cold.Account.Verifies("A1"));
        Assert.Single(_provider.Downloads);
    }

    [Fact]
    public async Task A_serial_that_the_vault_has_is_not_asked_of_the_provider()
    {
        using var first = NewInstance();
        await first.LookAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        using var cold = NewInstance();
        cold.Account.Wanted = "A1"; // Met before the vault was read for the first time.

        await cold.Updater.RenewAsync(cold.Account.Account, RenewalTrigger.UnknownSerial);

        Assert.True(cold.Account.Verifies("A1"));
        Assert.Single(_provider.Downloads);
    }

    [Fact]
    public async Task A_serial_that_the_vault_does_not_have_is()
    {
        using var first = NewInstance();
        await first.LookAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        _provider.Listed.Add(Certificate("B2", 0, 300));
        using var cold = NewInstance();
        cold.Account.Wanted = "B2";

        await cold.Updater.RenewAsync(cold.Account.Account, RenewalTrigger.UnknownSerial);

        Assert.True(cold.Account.Verifies("B2"));
        Assert.Equal(2, _provider.Downloads.Count);
    }

    [Fact]
    public async Task A_flood_of_serials_that_nobody_has_wakes_the_keeper_once()
    {
        using var instance = NewInstance();
        await instance.LookAsync();
        var woken = 0;
        instance.Updater.Wanted += () => woken++;

        for (var nth = 0; nth < 100; nth++)
            await instance.Updater.RenewAsync(instance.Account.Account, RenewalTrigger.UnknownSerial);

        Assert.Equal((1, 1), (woken, _provider.Downloads.Count));
    }

    [Fact]
    public async Task Of_two_instances_that_race_one_downloads_and_both_have_it()
    {
        var gate = new TaskCompletionSource();
        _provider.Gate = gate.Task;
        using var winner = NewInstance();
        using var loser = NewInstance();

        var running = winner.LookAsync();
        while (_provider.Downloads.Count == 0) await Task.Yield();
        var lost = Assert.Single(await loser.LookAsync());
        gate.SetResult();
        await running;
        _clock.Advance(loser.Options.PollEvery);
        await loser.LookAsync();

        Assert.Equal(RenewalOutcome.LockNotAcquired, lost.Outcome);
        Assert.Single(_provider.Downloads);
        Assert.True(winner.Account.Verifies("A1") && loser.Account.Verifies("A1"));
    }

    [Fact]
    public async Task Another_instance_takes_in_what_was_published_without_asking_the_provider()
    {
        using var one = NewInstance();
        using var other = NewInstance();
        await one.LookAsync();
        await other.LookAsync();

        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed[0] = Certificate("B2", -1, 400);
        await one.LookAsync();
        await other.LookAsync();

        Assert.Equal(2, _provider.Downloads.Count);
        Assert.Equal(
            (CertificateState.Active, CertificateState.Deprecated),
            (State(other, "B2"), State(other, "A1")));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.False(other.Account.Verifies("A1"));
    }

    [Theory]
    [InlineData(VaultOutcome.Refused)]
    [InlineData(VaultOutcome.NotFound)]
    [InlineData(VaultOutcome.Throttled)]
    [InlineData(VaultOutcome.Away)]
    public async Task A_vault_that_does_not_take_it_loses_nothing_and_is_asked_again_without_a_download(
        VaultOutcome outcome)
    {
        using var app = NewInstance();
        await app.LookAsync();
        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed[0] = Certificate("B2", -1, 400);

        using var metrics = new CountedByReason("certificate_renewals");
        _vault.Fails = outcome;
        var failed = Assert.Single(await app.LookAsync());
        var (states, problem) = ((State(app, "A1"), State(app, "B2")), app.Listing.Of("default")[0].Problem);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), app.Listing.Of("default")[0].NextCheckAt);
        Assert.Contains($"vault-{outcome.ToString().ToLowerInvariant()}", metrics.Reasons);
        Assert.Contains(app.Log, line => line.Level == LogLevel.Warning && line.Text.Contains($"{outcome}", StringComparison.Ordinal));
        _vault.Fails = null;
        _clock.Advance(TimeSpan.FromSeconds(2));
        var mended = Assert.Single(await app.LookAsync());

        Assert.Equal(RenewalOutcome.Failed, failed.Outcome);
        Assert.Equal((CertificateState.Active, CertificateState.Preparing), states);
        Assert.Contains($"{outcome}", problem, StringComparison.Ordinal);
        Assert.Equal(RenewalOutcome.Renewed, mended.Outcome);
        Assert.Equal((CertificateState.Deprecated, CertificateState.Active), (State(app, "A1"), State(app, "B2")));
        Assert.Equal(2, _provider.Downloads.Count);
        Assert.Null(app.Listing.Of("default")[0].Problem);
    }

    [Theory]
    [InlineData(VaultOutcome.Refused)]
    [InlineData(VaultOutcome.NotFound)]
    [InlineData(VaultOutcome.Throttled)]
    [InlineData(VaultOutcome.Away)]
    public async Task A_vault_that_cant_be_read_is_told_by_log_and_listing_and_read_at_the_next_look(VaultOutcome outcome)
    {
        using var first = NewInstance();
        await first.LookAsync();
        using var cold = NewInstance();
        _vault.Fails = outcome;
        await cold.Updater.SynchroniseAsync(TestContext.Current.CancellationToken);

        var problem = cold.Listing.VaultProblem;
        _vault.Fails = null;
        await cold.Updater.SynchroniseAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"{outcome}", problem, StringComparison.Ordinal);
        Assert.Contains(cold.Log, line => line.Level == LogLevel.Warning && line.Text.Contains($"{outcome}", StringComparison.Ordinal));
        Assert.Null(cold.Listing.VaultProblem);
        Assert.True(cold.Account.Verifies("A1"));
    }

    [Fact]
    public async Task A_certificate_that_waits_for_the_vault_verifies_meanwhile()
    {
        _vault.Fails = VaultOutcome.Away;
        using var app = NewInstance();

        await app.LookAsync();

        Assert.True(app.Account.Verifies("A1"));
    }

    [Fact]
    public async Task A_provider_that_fails_is_asked_again_soon_and_the_listing_says_why_and_when()
    {
        using var app = NewInstance();
        await app.LookAsync();
        _clock.Advance(TimeSpan.FromHours(12));

        _provider.FailsWith = "500 SYSTEM_ERROR";
        await app.LookAsync();
        var listed = Assert.Single(app.Listing.Of("default"));

        Assert.Equal("500 SYSTEM_ERROR", listed.Problem);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), listed.NextCheckAt);
        Assert.Equal(Start, listed.RenewedAt);
        Assert.True(app.Account.Verifies("A1"));
        Assert.Contains(_board.Audit, entry => entry.Step == AuditStep.Refused);
    }

    [Fact]
    public async Task When_the_only_certificate_has_expired_the_provider_is_asked_every_minute_until_it_has_another()
    {
        using var app = NewInstance();
        await app.LookAsync();

        _clock.Advance(TimeSpan.FromDays(31));
        await app.LookAsync();
        var asked = _provider.Downloads.Count;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await app.LookAsync();
        _provider.Listed[0] = Certificate("B2", 30, 400);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await app.LookAsync();

        Assert.Equal(asked + 2, _provider.Downloads.Count);
        Assert.True(app.Account.Verifies("B2"));
    }

    [Fact]
    public async Task An_operator_joins_who_is_at_it_and_is_told_when_it_is_too_soon()
    {
        using var app = NewInstance();

        var both = await Task.WhenAll(
            app.Updater.RenewAsync(app.Account.Account, RenewalTrigger.Operator),
            app.Updater.RenewAsync(app.Account.Account, RenewalTrigger.Operator));
        var again = await app.Updater.RenewAsync(app.Account.Account, RenewalTrigger.Operator);

        Assert.All(both, renewal => Assert.Equal(RenewalOutcome.Renewed, renewal.Outcome));
        Assert.Equal(RenewalOutcome.TooSoon, again.Outcome);
        Assert.Single(_provider.Downloads);
    }

    [Fact]
    public async Task What_an_operator_revokes_is_refused_at_once_by_every_instance_and_every_later_start()
    {
        using var one = NewInstance();
        using var other = NewInstance();
        await one.LookAsync();
        await other.LookAsync();
        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed[0] = Certificate("B2", -1, 400);
        await one.LookAsync();
        await other.LookAsync();

        var revoked = await one.Updater.RevokeAsync(one.Account.Account, "A1");
        await other.LookAsync();
        using var cold = NewInstance();
        await cold.LookAsync();

        Assert.Equal((RenewalOutcome.TooSoon, Revocation.Dropped), (revoked.Outcome, revoked.Revoked));
        Assert.All([one, other, cold], app => Assert.False(app.Account.Verifies("A1")));
        Assert.All([one, other, cold], app => Assert.True(app.Account.Verifies("B2")));
        Assert.Contains(_board.Audit, entry => entry is { Step: AuditStep.Revoked, Serial: "A1" });
    }

    [Fact]
    public async Task Only_the_provider_can_say_that_one_it_lists_is_over()
    {
        using var app = NewInstance();
        await app.LookAsync();

        var listed = await app.Updater.RevokeAsync(app.Account.Account, "A1");
        var unknown = await app.Updater.RevokeAsync(app.Account.Account, "C3");

        Assert.Equal((Revocation.StillListed, Revocation.Unknown), (listed.Revoked, unknown.Revoked));
        Assert.True(app.Account.Verifies("A1"));
    }

    [Fact]
    public async Task One_that_is_revoked_while_others_are_at_it_is_asked_for_in_an_attempt_of_its_own()
    {
        using var app = NewInstance();
        await app.LookAsync();
        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed[0] = Certificate("B2", -1, 400);
        var gate = new TaskCompletionSource();
        _provider.Gate = gate.Task;

        var renewing = app.LookAsync();
        var revoking = app.Updater.RevokeAsync(app.Account.Account, "A1");
        gate.SetResult();
        await renewing;

        Assert.Equal(Revocation.Dropped, (await revoking).Revoked);
        Assert.False(app.Account.Verifies("A1"));
    }

    [Fact]
    public async Task A_revoked_one_that_the_provider_lists_again_is_its_own_again()
    {
        using var app = NewInstance();
        await app.LookAsync();
        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed[0] = Certificate("B2", -1, 400);
        await app.LookAsync();
        await app.Updater.RevokeAsync(app.Account.Account, "A1");

        _clock.Advance(TimeSpan.FromHours(12));
        _provider.Listed.Add(Certificate("A1", -100, 30));
        await app.LookAsync();

        Assert.True(app.Account.Verifies("A1"));
    }

    private static ProviderCertificate Certificate(string serial, int from, int to) =>
        new(serial, Start.AddDays(from), Start.AddDays(to), $"PEM of {serial}");

    private CertificateState? State(Instance of, string serial) =>
        of.Account.Ring.Find(serial)?.StateAt(_clock.GetUtcNow());

    private Instance NewInstance() => new(_provider, _vault, _board, _clock);
}
