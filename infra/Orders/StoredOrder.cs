using Azure;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>An order as it was last read or written, and the version that the store then gave it.</summary>
public sealed record StoredOrder(Order Order, ETag Version)
{
    /// <summary>What its row keeps besides; it goes from commit to commit as the version does.</summary>
    public OrderMarks Marks { get; init; } = OrderMarks.None;
}
