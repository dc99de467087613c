namespace PayFunctions.Infra.UnionPay;

internal static class UnionPayProvider
{
    public const string Name = "unionpay";
}
