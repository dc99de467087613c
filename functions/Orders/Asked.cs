using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Orders;

/// <summary>What a provider answered, and the order as it stands since.</summary>
public sealed record Asked(StoredOrder Stored, ProviderAnswer Answer);
