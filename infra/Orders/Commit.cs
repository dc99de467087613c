namespace PayFunctions.Infra.Orders;

/// <summary>How a transaction on an order ended.</summary>
internal enum CommitResult
{
    Committed,

    /// <summary>
    /// The evidence's row was there: it was applied before, or by this very call whose answer was lost.
    /// </summary>
    EvidenceExists,

    /// <summary>The order has another version than the decision was made on.</summary>
    OrderMoved,
}

/// <param name="Stored">With <see cref="CommitResult.Committed"/>: the order as it stands now.</param>
internal readonly record struct Commit(CommitResult Result, StoredOrder? Stored = null);
