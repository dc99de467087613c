namespace PayFunctions.Infra.Certificates;

/// <summary>A board for one process: whoever asks first runs, and what became of it is remembered as long as it
/// lives.</summary>
public sealed class LocalBoard(TimeProvider clock) : IRenewalBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AccountStatus> _statuses = [];
    private readonly List<AuditEntry> _audit = [];
    private string? _owner;
    private int _version;

    public IReadOnlyList<AuditEntry> Audit
    {
        get { lock (_gate) return [.. _audit]; }
    }

    private string? Version => _version == 0 ? null : $"{_version}";

    public Task<RunLease?> TryTakeAsync(string owner, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_owner is not null) return Task.FromResult<RunLease?>(null);
            _owner = owner;
            return Task.FromResult<RunLease?>(new(owner, default, clock.GetUtcNow()));
        }
    }

    public Task<RunLease?> CommitAsync(
        RunLease lease, IReadOnlyCollection<AccountStatus> statuses, bool publishes, bool ends,
        CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_owner != lease.Owner) return Task.FromResult<RunLease?>(null);
            foreach (var status in statuses) _statuses[status.Account] = status;
            if (publishes) _version++;
            if (ends) _owner = null;
            return Task.FromResult<RunLease?>(lease with { Published = publishes ? Version : null, IsOver = ends });
        }
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_owner == lease.Owner) _owner = null;
            return Task.CompletedTask;
        }
    }

    public Task<string?> VersionAsync(CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult(Version);
    }

    public Task<BoardState> ReadAsync(CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult(new BoardState(Version, [.. _statuses.Values]));
    }

    public Task AuditAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        lock (_gate) _audit.AddRange(entries);
        return Task.CompletedTask;
    }
}
