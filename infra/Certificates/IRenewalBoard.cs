namespace PayFunctions.Infra.Certificates;

/// <summary>Where instances agree on who renews, what has been published, and what became of it.</summary>
public interface IRenewalBoard
{
    /// <summary>Null while another instance holds the lease.</summary>
    Task<RunLease?> TryTakeAsync(string owner, CancellationToken cancellation);

    /// <summary>Writes what became of the accounts and, where anything changed, a new version, in one transaction
    /// with the lease.</summary>
    /// <param name="ends">Gives the lease back in the same transaction.</param>
    /// <returns>The lease renewed or over; null where another has taken it over, and then nothing is written.</returns>
    Task<RunLease?> CommitAsync(
        RunLease lease, IReadOnlyCollection<AccountStatus> statuses, bool publishes, bool ends,
        CancellationToken cancellation);

    Task ReleaseAsync(RunLease lease, CancellationToken cancellation);

    /// <summary>Another text whenever something was published; null before the first time. One request.</summary>
    Task<string?> VersionAsync(CancellationToken cancellation);

    /// <summary>The version and what became of all accounts, for who holds the lease. One request.</summary>
    Task<BoardState> ReadAsync(CancellationToken cancellation);

    Task AuditAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation);
}
