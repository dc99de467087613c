using Azure;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Routing;

namespace PayFunctions.Infra.Routing;

/// <summary>A breaker's standing as it was last read or written, and the version that the store then gave it.</summary>
/// <param name="Version">Default: it was never written.</param>
internal sealed record StoredStanding(BreakerStanding Standing, ETag Version)
{
    /// <summary>Where the audit of its moves ends; null: it has none yet.</summary>
    public AuditHead? Audit { get; init; }

    public static StoredStanding Fresh { get; } = new(BreakerStanding.Fresh, default);
}
