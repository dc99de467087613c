namespace PayFunctions.Infra.Orders;

/// <summary>How an order's insert ended.</summary>
public enum CreateResult
{
    Created,

    /// <summary>There is one already, and it asks for the same: a repeat of the request, to be carried on.</summary>
    SameExists,

    /// <summary>There is one already under this id, and it asks for something else.</summary>
    OtherExists,
}

/// <param name="Stored">The order as it stands in the store: the new one, or the one that was there.</param>
public sealed record CreateOutcome(CreateResult Result, StoredOrder Stored);
