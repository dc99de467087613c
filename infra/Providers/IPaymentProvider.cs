using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Providers;

/// <summary>
/// What the app asks of a payment provider. One adapter a provider; what differs between them stays inside its folder.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>The channel's name in orders, settings and routes: <c>wechatpay</c>.</summary>
    string Channel { get; }

    /// <summary>Whose orders come in through that account of ours; null where it is not configured.</summary>
    string? TenantOf(string merchantId);

    /// <summary>
    /// Offers the order to the provider. Safe to repeat with the same order: the out_trade_no is the key.
    /// </summary>
    Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation);

    /// <summary>Asks how the order stands.</summary>
    Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation);

    /// <summary>Closes the order, so that it can't be paid any more. Safe to repeat.</summary>
    Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation);

    /// <summary>Sends a refund on its way. Safe to repeat with the same refund: its id is the key over there.</summary>
    Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation);

    /// <summary>Asks how the refund stands.</summary>
    Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation);
}
