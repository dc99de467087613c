namespace PayFunctions.Samples.Merchant;

/// <summary>One sale from the order to a refund of a part of it.</summary>
/// <remarks>The shop believes a webhook whose signature holds, and looks the order up before it ships.</remarks>
internal sealed class Sale(ShopSettings settings, PaymentsClient payments, WebhookReceiver webhooks)
{
    private const long Price = 1234; // 12.34 yuan, in fen.
    private const long Discount = 100;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var orderId = $"SHOP{Guid.NewGuid():N}"[..24].ToUpperInvariant();
        var codeUrl = await payments.CreateAsync(orderId, Price, webhooks.Address, cancellation);
        Console.WriteLine($"created   {orderId}: let the payer scan {codeUrl}");
        if (settings.PayAt is { } payer) await payments.PayInSandboxAsync(payer, orderId, cancellation);

        var paid = await webhooks.WaitAsync("order.paid", orderId, cancellation);
        Console.WriteLine($"verified  {paid.Id}: {paid.Type}, {paid.Text("transactionId")}");
        Console.WriteLine($"shipped   after a look at the order itself: {await payments.StateAsync(orderId, cancellation)}");

        var refundId = $"{orderId}-R1";
        await payments.RefundAsync(orderId, refundId, Discount, cancellation);
        Console.WriteLine($"refunding {refundId}: {Discount} of {Price}");
        var refunded = await webhooks.WaitAsync("refund.succeeded", orderId, cancellation);
        Console.WriteLine($"verified  {refunded.Id}: {refunded.Type}, {refunded.Text("refundId")}");
        Console.WriteLine($"done      {orderId} is {await payments.StateAsync(orderId, cancellation)}");
    }
}
