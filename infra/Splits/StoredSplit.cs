using Azure;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Infra.Splits;

/// <summary>A split as it was last read or written, and the version that the store then gave it.</summary>
public sealed record StoredSplit(Split Split, ETag Version);

/// <summary>An order with one split of it, and their versions.</summary>
public sealed record SplitOfOrder(StoredOrder Order, StoredSplit Split);

/// <summary>An order with all of its splits, as one query found them.</summary>
public sealed record SplitsOfOrder(StoredOrder Order, IReadOnlyList<StoredSplit> Splits);
