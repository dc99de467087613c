using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.AppStore;

/// <summary>The App Store as a channel of orders: it sells by itself and tells us; nothing is asked of it.</summary>
/// <remarks>Its orders begin with the notification that they were paid, so nobody has to wait for an answer
/// here.</remarks>
internal sealed class AppStoreProvider(AppStoreApps apps) : IPaymentProvider
{
    private static readonly Task<ProviderAnswer> TheStoreTells =
        Task.FromResult(new ProviderAnswer(ProviderOutcome.Later, Code: "the-store-tells"));

    /// <summary>Only Apple sends a store's money back, at the buyer's request.</summary>
    private static readonly Task<RefundAnswer> TheStoreRefunds =
        Task.FromResult(new RefundAnswer(ProviderOutcome.Refused, Code: "the-store-refunds"));

    public string Channel => StorePurchase.Channel;

    public string? TenantOf(string merchantId) => apps.TenantOf(merchantId);

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) => TheStoreTells;

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) => TheStoreTells;

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) => TheStoreTells;

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        TheStoreRefunds;

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        TheStoreRefunds;
}
