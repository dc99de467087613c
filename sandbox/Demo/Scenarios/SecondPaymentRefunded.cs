using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SecondPaymentRefunded : Scenario
{
    public override string Name => "second-payment-refunded";

    public override string Title => "A paid order is paid once more, and then refunded too";

    public override string Expectation => "stays PAID; the second payment goes back in full; the first by request only";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation);

        Expect.True("the provider takes it once more", world.WeChatPay.PayAgain(orderId), "refused");

        var back = await world.UntilOwnRefundAsync(orderId, "SecondPayment", "Succeeded", cancellation);
        await world.ExpectSentBackAsync(orderId, "second-payment", cancellation);
        await world.ExpectRefundedAsync(orderId, "Paid", 0, cancellation);
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.True("another payment than the order's", back.TransactionId != order.TransactionId, back);

        var refundId = await world.RefundAsync(orderId, 1234, cancellation);
        await world.UntilRefundAsync(orderId, refundId, "Succeeded", cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", 1234, cancellation);
        return "one payment kept and refunded on request, the other sent back by itself";
    }
}
