using PayFunctions.Infra.Orders;
using PayFunctions.Tests.Infra.Alipay;
using PayFunctions.Tests.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>The orders that inputs speak of: one of each channel that is paid already, and one that is not.</summary>
internal static class FuzzOrders
{
    /// <summary>What the unpaid one's name ends with.</summary>
    public const string Open = "2";

    private static readonly (string OrderId, string Channel, string Method, string MerchantId)[] All =
    [
        (WeChatPayInputs.OrderId, "wechatpay", "native", WeChatPaySide.MerchantId),
        (AlipayInputs.OrderId, "alipay", "page", AlipaySide.AppId),
        (UnionPayInputs.OrderId, "unionpay", "page", UnionPaySide.MerchantId),
    ];

    public static async Task AddAsync(OrderBook book, CancellationToken cancellation)
    {
        foreach (var (orderId, channel, method, merchantId) in All)
        {
            foreach (var name in new[] { orderId, orderId + Open })
            {
                var order = Core.Orders.Orders.New(name) with { Channel = channel, Method = method, MerchantId = merchantId };
                var created = await book.CreateAsync(order, cancellation);
                await book.ApplyAsync(created.Stored, Core.Orders.Orders.Prepaid() with { Provider = channel, MerchantId = merchantId }, cancellation);
            }
        }
    }
}
