using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>What the command line asked for.</summary>
internal sealed record ReconcileRequest(FileInfo Ledger, FileInfo Bill, string Channel)
{
    /// <summary>How the bill is to be read, where its channel's bills are not known here.</summary>
    public BillColumns? Columns { get; init; }

    /// <summary>The bill of the account itself, for the third side.</summary>
    public FileInfo? Funds { get; init; }

    /// <summary>Rules to compare by once more, for the telling only.</summary>
    public MatchingRules? Shadow { get; init; }

    public FileInfo? Report { get; init; }

    public FileInfo? Differences { get; init; }

    public FileInfo? Figures { get; init; }

    public string? Hash { get; init; }

    public DateOnly? Date { get; init; }

    public long DifferencesMax { get; init; } = long.MaxValue;

    public TimeSpan TimeMax { get; init; } = TimeSpan.MaxValue;

    public int? MemoryMegabytes { get; init; }

    public bool Json { get; init; }
}
