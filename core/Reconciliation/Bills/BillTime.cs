namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>How a bill prints an instant.</summary>
public enum BillTime
{
    /// <summary><c>2026-11-20 08:05:59</c>, China time.</summary>
    China,

    /// <summary><c>20261120080559</c>, China time.</summary>
    ChinaCompact,

    /// <summary><c>2026-11-20T00:05:59Z</c>.</summary>
    Utc,
}
