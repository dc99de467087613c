using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Providers;

/// <summary>
/// What the app asks of a provider that takes an order back as a whole (撤销, 冲正): closes it where it is unpaid, and sends
/// its payment back where it is not.
/// </summary>
public interface IReversingProvider
{
    /// <summary>The last moment at which a payment of that time can be reversed; later it is refunded.</summary>
    DateTimeOffset ReversibleUntil(DateTimeOffset paidAt);

    /// <summary>
    /// Reverses the order. It may have moved money whatever it answers, so ask first, and ask after it. Safe to repeat: the
    /// out_trade_no is the key.
    /// </summary>
    /// <returns>Evidence that it is closed unpaid or that its payment is back; or that it was paid, where the order does not
    /// know that yet.</returns>
    Task<ProviderAnswer> ReverseAsync(Order order, CancellationToken cancellation);

    /// <summary>Asks how the order stands, and tells a payment that is back as a whole from one that is here.</summary>
    Task<ProviderAnswer> QueryReversalAsync(Order order, CancellationToken cancellation);
}
