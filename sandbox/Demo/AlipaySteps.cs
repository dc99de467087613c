using System.Text.Json;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that Alipay's scenarios are made of.</summary>
internal static class AlipaySteps
{
    /// <summary>What the merchant is given by each way of paying.</summary>
    private static readonly Dictionary<string, string> Given = new()
    {
        ["precreate"] = "codeUrl",
        ["page"] = "pageUrl",
        ["wap"] = "wapUrl",
        ["app"] = "orderString",
    };

    /// <summary>Creates an order, holds the answer to the contract, and lets the payer open it.</summary>
    public static async Task<string> CreateAlipayAsync(
        this SandboxWorld world, CancellationToken cancellation, string method = "precreate", long amount = 1234,
        AlipayApplication? application = null, int? expiresIn = null)
    {
        var order = new NewOrder(world.NewOrderId(), amount)
        {
            Channel = "alipay",
            Method = method,
            MerchantId = (application ?? world.Alipay.PublicKeyMode).AppId,
            ExpiresInSeconds = expiresIn,
        };
        var answer = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True($"POST orders by {method}: 201", answer.Status == 201, answer);
        var payment = answer.Body.GetProperty("payment");
        Expect.Same($"payment by {method}", [Given[method]], payment.EnumerateObject().Select(part => part.Name));
        Open(world, order.OrderId, method, payment);
        return order.OrderId;
    }

    /// <summary>The payer pays; Alipay must let them.</summary>
    public static void PayByAlipay(this SandboxWorld world, string orderId, decimal? total = null) =>
        Expect.True($"Alipay lets {orderId} be paid", world.Alipay.Pay(orderId, total), "refused");

    /// <summary>Every delivery of an order's notifications, once that many have been acknowledged.</summary>
    public static async Task<AlipayDelivery[]> AcknowledgedByAlipayAsync(
        this SandboxWorld world, string orderId, int acknowledgements, CancellationToken cancellation) =>
        await world.Alipay.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId,
            seen => seen.Count(delivery => delivery.Acknowledged) >= acknowledgements,
            OrderSteps.Patience,
            $"{acknowledgements} acknowledgement(s) of the notification of {orderId}",
            cancellation);

    /// <summary>Paid once: the state, the amount, the trade, and exactly one balanced posting.</summary>
    public static async Task ExpectPaidOnceByAlipayAsync(
        this SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", "Paid", order.State);
        Expect.Equal($"amount paid of {orderId}", order.Total, order.Paid);
        Expect.Equal($"trade of {orderId}", world.Alipay.Trade(orderId).TradeNo, order.TransactionId);
        await world.ExpectOnePostingAsync(orderId, "payment", order.Total.Amount, cancellation);
    }

    private static void Open(SandboxWorld world, string orderId, string method, JsonElement payment)
    {
        var given = payment.GetProperty(Given[method]).GetString()!;
        if (method == "precreate")
        {
            Expect.Equal("codeUrl", world.Alipay.Trade(orderId).Offer, given);
            return;
        }

        var changed = given.Replace("biz_content=", "biz_content=0", StringComparison.Ordinal);
        Expect.Equal($"what {method} gives, with another content", "isv.invalid-signature", world.Alipay.Open(changed));
        Expect.Equal($"what {method} gives", null, world.Alipay.Open(given));
    }
}
