using PayFunctions.Infra.Audit;

namespace PayFunctions.Infra.Certificates;

/// <summary>A board whose steps are links of the system's audit as well, soon after.</summary>
public sealed class ChainedBoard(IRenewalBoard board, AuditWriter audit) : IRenewalBoard
{
    public Task<RunLease?> TryTakeAsync(string owner, CancellationToken cancellation) => board.TryTakeAsync(owner, cancellation);

    public Task<RunLease?> CommitAsync(
        RunLease lease, IReadOnlyCollection<AccountStatus> statuses, bool publishes, bool ends,
        CancellationToken cancellation) =>
        board.CommitAsync(lease, statuses, publishes, ends, cancellation);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellation) => board.ReleaseAsync(lease, cancellation);

    public Task<string?> VersionAsync(CancellationToken cancellation) => board.VersionAsync(cancellation);

    public Task<BoardState> ReadAsync(CancellationToken cancellation) => board.ReadAsync(cancellation);

    public Task AuditAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            audit.Later(new(entry.At, "app", $"Certificate{entry.Step}", entry.Account, $"{entry.Trigger} {entry.Serial} {entry.Detail}".TrimEnd())
            {
                Trace = AuditTrace.Current,
            });
        }

        return board.AuditAsync(entries, cancellation);
    }
}
