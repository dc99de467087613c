namespace PayFunctions.Infra.UnionPay;

/// <summary>Settings <c>UnionPay:*</c>: the merchants, by merId. None at all is well: the app then takes no orders
/// through UnionPay.</summary>
public sealed class UnionPayOptions
{
    public const string Section = "UnionPay";

    public Dictionary<string, UnionPayMerchantOptions> Merchants { get; } = new(StringComparer.Ordinal);
}
