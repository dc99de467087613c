using System.Text.Json;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that UnionPay's scenarios are made of.</summary>
internal static class UnionPaySteps
{
    /// <summary>Creates an order, holds the answer to the contract, and lets the payer's browser or app open it.</summary>
    /// <param name="opens">False: the payer does not go to the page.</param>
    public static async Task<string> CreateUnionPayAsync(
        this SandboxWorld world, CancellationToken cancellation, string method = "page", long amount = 1234,
        int? expiresIn = null, bool opens = true)
    {
        var order = new NewOrder(world.NewOrderId(), amount)
        {
            Channel = "unionpay",
            Method = method,
            MerchantId = world.UnionPay.Shop.MerchantId,
            ExpiresInSeconds = expiresIn,
        };
        var answer = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True($"POST orders by {method}: 201", answer.Status == 201, answer);
        var payment = answer.Body.GetProperty("payment");
        if (method == "app")
        {
            var number = payment.GetProperty("prepayId").GetString();
            Expect.Equal("tn", number, payment.GetProperty("app").GetProperty("tn").GetString());
        }
        else if (opens) await world.OpenUnionPayAsync(payment, cancellation);
        return order.OrderId;
    }

    /// <summary>The payer pays; UnionPay must let them.</summary>
    public static void PayByUnionPay(this SandboxWorld world, string orderId, long? total = null) =>
        Expect.True($"UnionPay lets {orderId} be paid", world.UnionPay.Pay(orderId, total), "refused");

    /// <summary>Every delivery of an order's notifications, once that many have been acknowledged.</summary>
    public static async Task<UnionPayDelivery[]> AcknowledgedByUnionPayAsync(
        this SandboxWorld world, string orderId, int acknowledgements, CancellationToken cancellation) =>
        await world.UnionPay.Deliveries.WaitAsync(
            delivery => delivery.OrderId == orderId,
            seen => seen.Count(delivery => delivery.Acknowledged) >= acknowledgements,
            OrderSteps.Patience,
            $"{acknowledgements} acknowledgement(s) of the notification of {orderId}",
            cancellation);

    /// <summary>Paid once: the state, the amount, the trade, and exactly one balanced posting.</summary>
    public static async Task ExpectPaidOnceByUnionPayAsync(
        this SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", "Paid", order.State);
        Expect.Equal($"amount paid of {orderId}", order.Total, order.Paid);
        Expect.Equal($"trade of {orderId}", world.UnionPay.Trade(orderId).QueryId, order.TransactionId);
        await world.ExpectOnePostingAsync(orderId, "payment", order.Total.Amount, cancellation);
    }

    /// <summary>The payer's browser posts the form as it is; one that was changed must not open the page.</summary>
    private static async Task OpenUnionPayAsync(
        this SandboxWorld world, JsonElement payment, CancellationToken cancellation)
    {
        var form = payment.GetProperty("form");
        var action = new Uri(form.GetProperty("action").GetString()!);
        var fields = form.GetProperty("fields").EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value.GetString()!);
        var changed = new Dictionary<string, string>(fields) { ["txnAmt"] = "1" };
        Expect.Equal("the form with another amount", "11", await world.UnionPay.OpenAsync(action, changed, cancellation));
        Expect.Equal("the form", null, await world.UnionPay.OpenAsync(action, fields, cancellation));
    }
}
