using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay API v3: Native prepay, query, close.</summary>
public sealed class WeChatPayProvider : IPaymentProvider
{
    public const string Name = "wechatpay";

    public string Channel => Name;

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) =>
        Task.FromResult(new ProviderAnswer(ProviderOutcome.NotSent));

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        Task.FromResult(new ProviderAnswer(ProviderOutcome.NotSent));

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) =>
        Task.FromResult(new ProviderAnswer(ProviderOutcome.NotSent));
}
