using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Certificates;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>One updater for 1,500 merchants.</summary>
public class ManyMerchantsTests
{
    private const int Merchants = 1500;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly SharedVault _vault = new();
    private readonly CountingBoard _board;
    private readonly CertificateOptions _options = new();
    private int _underWay;
    private int _mostAtOnce;

    public ManyMerchantsTests() => _board = new(new(_clock));

    [Fact]
    public async Task One_run_renews_them_all_in_batches_under_one_lease()
    {
        var accounts = Accounts();
        using var updater = NewUpdater(accounts);

        var renewals = await updater.RenewDueAsync(RenewalTrigger.Timer);

        Assert.Equal(Merchants, renewals.Count(renewal => renewal.Outcome == RenewalOutcome.Renewed));
        Assert.All(accounts, account => Assert.True(account.Verifies("A1")));
        Assert.Equal(1, _board.Leases);
        Assert.Equal((Merchants + _options.BatchSize - 1) / _options.BatchSize, _board.Commits);
        Assert.InRange(_mostAtOnce, 2, _options.BatchSize);
    }

    [Fact]
    public async Task A_merchant_whose_provider_fails_keeps_no_other_from_its_own()
    {
        var accounts = Accounts(failing: 700);
        using var updater = NewUpdater(accounts);

        var renewals = await updater.RenewDueAsync(RenewalTrigger.Timer);

        Assert.Equal(Merchants - 1, renewals.Count(renewal => renewal.Outcome == RenewalOutcome.Renewed));
        Assert.Equal("wechatpay/1900000700", Assert.Single(renewals, one => one.Outcome == RenewalOutcome.Failed).Account);
    }

    [Fact]
    public async Task A_cold_instance_finds_all_of_them_in_the_vault_and_asks_nobody()
    {
        using (var first = NewUpdater(Accounts())) await first.RenewDueAsync(RenewalTrigger.Timer);
        var accounts = Accounts(failing: 0, andAllOthers: true);
        using var cold = NewUpdater(accounts);

        await cold.SynchroniseAsync(TestContext.Current.CancellationToken);

        Assert.All(accounts, account => Assert.True(account.Verifies("A1")));
        Assert.Equal(0, _underWay);
    }

    private CertificateUpdater NewUpdater(ProviderAccount[] accounts) => new(
        accounts, _vault, _board, new Monitored<CertificateOptions>(_options), _clock,
        NullLogger<CertificateUpdater>.Instance, () => 0);

    private ProviderAccount[] Accounts(int? failing = null, bool andAllOthers = false) =>
    [
        .. Enumerable.Range(0, Merchants).Select(index => new ProviderAccount(
            Provider(fails: andAllOthers || index == failing), _clock, _options.Overlap, $"190{index:D7}")),
    ];

    private ListingProvider Provider(bool fails) => new()
    {
        Listed = { new("A1", Start.AddDays(-1), Start.AddDays(300), "PEM of A1") },
        FailsWith = fails ? "500 SYSTEM_ERROR" : null,
        Asked = async () =>
        {
            var now = Interlocked.Increment(ref _underWay);
            lock (_board) _mostAtOnce = Math.Max(_mostAtOnce, now);
            await Task.Yield();
            Interlocked.Decrement(ref _underWay);
        },
    };

    private sealed class CountingBoard(LocalBoard inner) : IRenewalBoard
    {
        public int Leases { get; private set; }

        public int Commits { get; private set; }

        public Task<RunLease?> TryTakeAsync(string owner, CancellationToken cancellation)
        {
            Leases++;
            return inner.TryTakeAsync(owner, cancellation);
        }

        public Task<RunLease?> CommitAsync(
            RunLease lease, IReadOnlyCollection<AccountStatus> statuses, bool publishes, bool ends,
            CancellationToken cancellation)
        {
            Commits++;
            return inner.CommitAsync(lease, statuses, publishes, ends, cancellation);
        }

        public Task ReleaseAsync(RunLease lease, CancellationToken cancellation) =>
            inner.ReleaseAsync(lease, cancellation);

        public Task<string?> VersionAsync(CancellationToken cancellation) => inner.VersionAsync(cancellation);

        public Task<BoardState> ReadAsync(CancellationToken cancellation) => inner.ReadAsync(cancellation);

        public Task AuditAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation) =>
            inner.AuditAsync(entries, cancellation);
    }
}
