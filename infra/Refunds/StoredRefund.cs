using Azure;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Refunds;

/// <summary>A refund as it was last read or written, and the version that the store then gave it.</summary>
public sealed record StoredRefund(Refund Refund, ETag Version);
