using PayFunctions.Core.Audit;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>A run's audit rows and whether their chain holds.</summary>
/// <param name="Broken">The first wrong row; null when the chain holds.</param>
public sealed record AuditReport(IReadOnlyList<AuditRow> Rows, BrokenLink? Broken);
