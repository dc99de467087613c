using Azure;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>A run as it was last read or written, and the version that the store then gave it.</summary>
public sealed record StoredRun(ReconciliationRun Run, ETag Version);

/// <summary>The same for a difference.</summary>
public sealed record StoredDifference(DifferenceEntry Entry, ETag Version);
