using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>Renews the certificates of all accounts, in batches, one run at a time: among all instances where a vault
/// is shared.</summary>
/// <remarks>Whoever wants an account renewed joins the attempt that is under way. A run takes the lease, learns what
/// others did, and works through the queue; what it finds is in the vault before it is published.</remarks>
public sealed class CertificateUpdater : IDisposable
{
    private readonly FrozenDictionary<string, AccountRenewal> _accounts;
    private readonly ICertificateVault _vault;
    private readonly IRenewalBoard _board;
    private readonly RenewalSteps _steps;
    private readonly PublishedCertificates _published;
    private readonly IOptionsMonitor<CertificateOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<AccountRenewal> _queue = [];
    private bool _isRunning;

    public CertificateUpdater(
        IEnumerable<IRenewableAccounts> accounts, ICertificateVault vault, IRenewalBoard board,
        IOptionsMonitor<CertificateOptions> options, TimeProvider clock, ILogger<CertificateUpdater> log,
        Func<double>? share = null)
    {
        share ??= Random.Shared.NextDouble;
        (_vault, _board, _options, _clock, _log) = (vault, board, options, clock, log);
        _accounts = accounts.SelectMany(of => of.Accounts)
            .Select(certificates => new AccountRenewal(certificates, share()))
            .ToFrozenDictionary(account => account.Account, StringComparer.Ordinal);
        _steps = new(vault, options, clock, log);
        _published = new(_accounts, vault, board, log);
    }

    /// <summary>Told when an account was asked for too soon: it is due earlier than it was.</summary>
    public event Action? Wanted;

    /// <summary>Why the vault was not read when it last had to be; null where it was, or is not shared.</summary>
    public string? VaultProblem => _published.Problem;

    internal IReadOnlyCollection<AccountRenewal> Accounts => _accounts.Values;

    internal AccountRenewal? Find(string account) => _accounts.GetValueOrDefault(account);

    /// <summary>Renews now, unless it is too soon, or joins who is already at it. The attempt ends with the app, not
    /// with one caller.</summary>
    public Task<Renewal> RenewAsync(string account, RenewalTrigger trigger) => RenewAsync(_accounts[account], trigger);

    /// <summary>Refuses what is signed with a superseded certificate from now on; asks the provider first, unless it was
    /// asked just now.</summary>
    public async Task<Renewal> RevokeAsync(string account, string serial)
    {
        var of = _accounts[account];
        while (true)
        {
            Task<Renewal> attempt;
            var isOurs = false;
            lock (_gate)
            {
                if (of.Pending is null)
                {
                    isOurs = true;
                    of.Revokes = serial;
                    attempt = Enqueue(of, RenewalTrigger.Operator);
                }
                else attempt = of.Pending.Task; // It was not told of the serial: ours comes after it.
            }

            var renewal = await attempt;
            if (isOurs) return renewal;
        }
    }

    /// <summary>Renews whatever the policy says is due, or joins who is at it.</summary>
    public Task<Renewal[]> RenewDueAsync(RenewalTrigger trigger)
    {
        var (now, options) = (_clock.GetUtcNow(), _options.CurrentValue);
        return Task.WhenAll(_accounts.Values
            .Where(account => account.Decide(now, options).Action != RenewalAction.Nothing)
            .Select(account => RenewAsync(account, trigger)));
    }

    /// <summary>Takes in what other instances, or an earlier life of this one, have published.</summary>
    public Task SynchroniseAsync(CancellationToken cancellation) =>
        _vault.IsShared ? _published.ReadAsync(cancellation) : Task.CompletedTask;

    /// <summary>When the next account is due.</summary>
    public DateTimeOffset NextDueAt()
    {
        var (now, options) = (_clock.GetUtcNow(), _options.CurrentValue);
        var next = DateTimeOffset.MaxValue;
        foreach (var account in _accounts.Values)
        {
            var dueAt = account.Decide(now, options).DueAt;
            if (dueAt < next) next = dueAt;
        }

        return next;
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private Task<Renewal> RenewAsync(AccountRenewal account, RenewalTrigger trigger)
    {
        lock (_gate)
        {
            if (account.Pending is { } pending) return pending.Task;
            if (account.IsTooSoon(_clock.GetUtcNow(), _options.CurrentValue)) return TooSoon(account, trigger);
            return Enqueue(account, trigger);
        }
    }

    /// <summary>Under the lock.</summary>
    private Task<Renewal> Enqueue(AccountRenewal account, RenewalTrigger trigger)
    {
        account.Pending = new(TaskCreationOptions.RunContinuationsAsynchronously);
        account.Trigger = trigger;
        // Whoever met an unknown serial has a message waiting; the rest only wants to be in time.
        if (trigger == RenewalTrigger.UnknownSerial) _queue.Insert(0, account);
        else _queue.Add(account);
        if (!_isRunning)
        {
            _isRunning = true;
            _ = Task.Run(RunAsync);
        }

        return account.Pending.Task;
    }

    private Task<Renewal> TooSoon(AccountRenewal account, RenewalTrigger trigger)
    {
        // Told once: a flood of made-up serials would keep the keeper awake, and the answer would take the longer for it.
        if (trigger == RenewalTrigger.UnknownSerial && account.Want()) Wanted?.Invoke();

        return Task.FromResult(new Renewal(account.Account, RenewalOutcome.TooSoon));
    }

    /// <summary>Works through the queue until nobody waits. Whatever happens, nobody is left waiting.</summary>
    private async Task RunAsync()
    {
        while (true)
        {
            var why = "stopped";
            var outcome = RenewalOutcome.Failed;
            try
            {
                (outcome, why) = await RunUnderLeaseAsync(_stopping.Token);
            }
            catch (Exception e) when (StorageAway.Is(e))
            {
                why = "storage is away";
                if (!_stopping.IsCancellationRequested) Log.BoardAway(_log, e);
            }
            catch (Exception e)
            {
                why = "a failure of our own";
                Log.RunFailed(_log, e);
            }

            if (EndRun(outcome, why)) return;
        }
    }

    private async Task<(RenewalOutcome, string)> RunUnderLeaseAsync(CancellationToken stopping)
    {
        if (!_vault.IsShared)
        {
            await WorkAsync(null, stopping);
            return (RenewalOutcome.TooSoon, "");
        }

        if (await _board.TryTakeAsync(_owner, stopping) is not { } lease)
        {
            Log.LockNotAcquired(_log);
            return (RenewalOutcome.LockNotAcquired, "LOCK_NOT_ACQUIRED");
        }

        var last = lease;
        try
        {
            var board = await _board.ReadAsync(stopping);
            await _published.ReadAsync(board.Version, stopping);
            foreach (var status in board.Statuses) _accounts.GetValueOrDefault(status.Account)?.Adopt(status);
            // A version of our own is none to read: without this, each run would read back what the one before wrote.
            if (await WorkAsync(lease with { Published = board.Version }, stopping) is not { } held)
                return (RenewalOutcome.LockNotAcquired, "the lease was lost");
            last = held;
            return (RenewalOutcome.TooSoon, "");
        }
        finally
        {
            // Also where it broke off or the app stops: whoever runs next need not wait for the lease's end.
            if (!last.IsOver) await _board.ReleaseAsync(last, CancellationToken.None);
        }
    }

    private async Task<RunLease?> WorkAsync(RunLease? lease, CancellationToken stopping)
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            var audit = new List<AuditEntry>();
            var renewals = await Task.WhenAll(batch.Select(account => _steps.RenewAsync(account, audit, stopping)));
            var publishes = renewals.Any(
                renewal => renewal.Outcome == RenewalOutcome.Renewed || renewal.Revoked == Revocation.Dropped);
            var held = lease is null ? null : await CommitAsync(lease, batch, publishes, audit, stopping);
            await AuditAsync(audit, stopping);
            foreach (var (account, renewal) in batch.Zip(renewals)) Complete(account, renewal);
            if (lease is not null && held is null)
            {
                Log.LeaseLost(_log);
                return null;
            }

            lease = held;
            if (lease is { IsOver: true }) return lease; // Who has joined the queue since then is the next run's.
        }

        return lease;
    }

    private async Task<RunLease?> CommitAsync(
        RunLease lease, List<AccountRenewal> batch, bool publishes, List<AuditEntry> audit, CancellationToken stopping)
    {
        var statuses = batch.Select(account => account.Status).OfType<AccountStatus>().ToList();
        var held = await _board.CommitAsync(lease, statuses, publishes, ends: IsQueueEmpty(), stopping);
        if (held?.Published is not { } published) return held is null ? null : held with { Published = lease.Published };
        await _published.SkipAsync(lease.Published, published, stopping);
        audit.Add(new(_clock.GetUtcNow(), "", AuditStep.Published, batch[0].Trigger, null, _owner));
        return held;
    }

    private bool IsQueueEmpty()
    {
        lock (_gate) return _queue.Count == 0;
    }

    /// <summary>A step that leaves no row is in the log; the renewal stands.</summary>
    private async Task AuditAsync(List<AuditEntry> audit, CancellationToken stopping)
    {
        try
        {
            if (audit.Count > 0) await _board.AuditAsync(audit, stopping);
        }
        catch (Exception e) when (StorageAway.Is(e) && !stopping.IsCancellationRequested)
        {
            Log.AuditNotWritten(_log, audit.Count, e);
        }
    }

    private List<AccountRenewal> TakeBatch()
    {
        lock (_gate)
        {
            var batch = _queue.Take(_options.CurrentValue.BatchSize).ToList();
            _queue.RemoveRange(0, batch.Count);
            return batch;
        }
    }

    private void Complete(AccountRenewal account, Renewal renewal)
    {
        lock (_gate)
        {
            account.Pending?.TrySetResult(renewal);
            (account.Pending, account.Revokes) = (null, null);
        }
    }

    /// <summary>Answers those whom the run did not come to.</summary>
    /// <returns>False where somebody joined the queue in the last moment of a run that went well.</returns>
    private bool EndRun(RenewalOutcome outcome, string why)
    {
        lock (_gate)
        {
            if (outcome == RenewalOutcome.TooSoon && _queue.Count > 0) return false;
            _queue.Clear();
            _isRunning = false;
            var until = _clock.GetUtcNow() + _options.CurrentValue.PollEvery;
            foreach (var account in _accounts.Values.Where(account => account.Pending is not null))
            {
                account.HoldBack(until);
                if (account.Trigger == RenewalTrigger.UnknownSerial) account.Want(); // Its message still waits.
                account.Pending!.TrySetResult(new(account.Account, outcome, why));
                (account.Pending, account.Revokes) = (null, null);
            }

            return true;
        }
    }
}
