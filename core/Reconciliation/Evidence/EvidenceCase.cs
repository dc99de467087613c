using PayFunctions.Core.Audit;
using PayFunctions.Core.Reconciliation.Causes;

namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>All that speaks of one difference, as its caller has it.</summary>
/// <param name="Id">The difference's own.</param>
/// <param name="Run">The run that found it.</param>
/// <param name="Made">When the pack is made, by the caller's clock.</param>
public sealed record EvidenceCase(string Id, string Run, string Channel, DateOnly Day, DateTimeOffset Made, ExplainedDifference Found)
{
    /// <summary>The bill's lines that it is about; none when the provider has nothing.</summary>
    public IReadOnlyList<BillExtract> Lines { get; init; } = [];

    /// <summary>What the provider called us with, byte for byte, and the headers that were signed.</summary>
    public IReadOnlyList<EvidenceFile> Callbacks { get; init; } = [];

    /// <summary>The order's history, its postings, and whatever else the caller has.</summary>
    public IReadOnlyList<EvidenceFile> Records { get; init; } = [];

    /// <summary>What was decided of it.</summary>
    public IReadOnlyList<AuditRow> Audit { get; init; } = [];
}
