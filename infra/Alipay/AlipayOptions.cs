namespace PayFunctions.Infra.Alipay;

/// <summary>Settings <c>Alipay:*</c>: the applications, by app_id. None at all is well: the app then takes no orders
/// through Alipay.</summary>
public sealed class AlipayOptions
{
    public const string Section = "Alipay";

    public Dictionary<string, AlipayAppOptions> Apps { get; } = new(StringComparer.Ordinal);
}
