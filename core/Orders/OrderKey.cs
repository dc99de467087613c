namespace PayFunctions.Core.Orders;

/// <summary>Whose order, and which: the two parts of every key an order is stored or driven under.</summary>
public readonly record struct OrderKey(string Tenant, string OrderId)
{
    public override string ToString() => $"{Tenant}/{OrderId}";
}
