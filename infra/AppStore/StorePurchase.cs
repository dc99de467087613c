using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.AppStore;

/// <summary>A purchase that money was paid for, as the store's signed transaction tells it.</summary>
/// <param name="Key">Ours: <c>appstore-{transactionId}</c>, of the app's tenant.</param>
/// <param name="Method"><c>subscription</c>, <c>consumable</c>, <c>non-consumable</c> or
/// <c>non-renewing</c>.</param>
/// <param name="Price">Null: in no currency that this app accounts in, or of less than its minor unit.</param>
public sealed record StorePurchase(
    OrderKey Key, string BundleId, string TransactionId, string Method, string ProductId, Money? Price,
    DateTimeOffset PurchasedAt)
{
    public const string Channel = "appstore";

    /// <summary>The order that it makes, unpaid yet.</summary>
    /// <exception cref="InvalidOperationException">It has no price that an order could have.</exception>
    public Order ToOrder()
    {
        var price = Price ?? throw new InvalidOperationException($"{Key} has no price.");
        return new()
        {
            Key = Key,
            Channel = Channel,
            Method = Method,
            MerchantId = BundleId,
            Description = ProductId,
            Total = price,
            CreatedAt = PurchasedAt,
            ExpiresAt = PurchasedAt, // Nobody waits for a payment that has been made.
            Paid = Money.Zero(price.Currency),
            Refunded = Money.Zero(price.Currency),
        };
    }
}
