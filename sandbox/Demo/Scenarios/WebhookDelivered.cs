using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WebhookDelivered : Scenario
{
    public override string Name => "webhook-delivered";

    public override string Title => "The merchant is told of a payment and of a close, and verifies the signatures";

    public override string Expectation => "each told once, signed, with what became of the order";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var (paid, toldOfPaid) = await world.CreateToldAndPaidAsync(cancellation);
        var (closed, toldOfClosed) = await world.CreateToldAsync(cancellation);
        Expect.Equal("answer to the close", 202, (await world.Merchant.CloseAsync(closed, cancellation)).Status);

        var ofPaid = (await world.TakenAsync(toldOfPaid, 1, cancellation))[0];
        var ofClosed = (await world.TakenAsync(toldOfClosed, 1, cancellation))[0];

        Expect.Equal(
            "message of the payment", ("order.paid", paid, null), (ofPaid.Type, ofPaid.OrderId, ofPaid.Problem));
        Expect.Equal(
            "message of the close", ("order.closed", closed, null), (ofClosed.Type, ofClosed.OrderId, ofClosed.Problem));
        Expect.Equal("state in it", "Paid", ofPaid.Body.GetProperty("state").GetString());
        Expect.Equal("amount in it", 1234, ofPaid.Body.GetProperty("paid").GetProperty("amount").GetInt64());
        Expect.Equal(
            "transaction in it", world.WeChatPay.Transaction(paid).TransactionId,
            ofPaid.Body.GetProperty("transactionId").GetString());
        foreach (var (orderId, address) in new[] { (paid, toldOfPaid), (closed, toldOfClosed) })
        {
            var listed = await world.UntilWebhooksAsync(orderId, "Delivered", cancellation);
            Expect.Same($"attempts listed of {orderId}", [1], listed.Select(one => one.Attempts));
            Expect.Equal($"webhooks of {orderId}", 1, world.Webhooks.At(address).Length);
        }

        await world.ExpectPaidOnceAsync(paid, cancellation);
        return "order.paid and order.closed, signed, once each";
    }
}
