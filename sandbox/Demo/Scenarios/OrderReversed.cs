using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class OrderReversed : Scenario
{
    public override string Name => "order-reversed";

    public override string Title =>
        "Alipay orders are taken back as a whole: paid, paid unheard, unpaid, put off, and with the answer lost";

    public override string Expectation => "REVOKED with one reversal each, or CLOSED unpaid; what can't be says why and what instead";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await PaidAsync(world, cancellation);
        await PaidUnheardAsync(world, cancellation);
        await UnpaidAsync(world, cancellation);
        await WithoutAnAnswerAsync(world, cancellation);
        await NotThatOneAsync(world, cancellation);
        return "4 REVOKED by one reversal each, 1 CLOSED and its late money back, 2 refused with their rule";
    }

    /// <summary>The plain way; told once more, it is the same reversal.</summary>
    private static async Task PaidAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await PayAsync(world, cancellation);

        await world.ReverseAsync(orderId, cancellation);
        await world.ExpectRevokedAsync(orderId, cancels: 1, cancellation);
        await world.AcknowledgedByAlipayAsync(orderId, 2, cancellation);

        var again = await world.Merchant.ReverseAsync(orderId, "wrong till", cancellation, nth: 2);
        Expect.Equal("status of another request", 202, again.Status);
        var refund = await world.Merchant.RefundAsync(orderId, RefundSteps.RefundId(orderId), 1, cancellation);
        Expect.Equal("status of a refund of what is back", 409, refund.Status);
        await world.ExpectRevokedAsync(orderId, cancels: 1, cancellation);
    }

    /// <summary>Nobody has told us that it is paid: the outcome is unclear, and becomes clear.</summary>
    private static async Task PaidUnheardAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation);
        world.Alipay.PlanFor(orderId, new() { Lose = true });
        world.PayByAlipay(orderId);

        await world.ReverseAsync(orderId, cancellation);
        await world.ExpectRevokedAsync(orderId, cancels: 1, cancellation);
    }

    private static async Task UnpaidAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation, method: "page");

        await world.ReverseAsync(orderId, cancellation);
        await world.UntilAsync(orderId, "Closed", cancellation);
        Expect.True("Alipay takes no payment of it any more", !world.Alipay.Pay(orderId), "taken");
        await world.ExpectUntouchedAsync(orderId, "Closed", cancellation);

        Expect.True("a payment begun in time", world.Alipay.Pay(orderId, evenIfLate: true), "refused");
        await world.UntilOwnRefundAsync(orderId, "LatePayment", "Succeeded", cancellation);
        var kinds = (await world.Merchant.PostingsAsync(orderId, cancellation)).Select(one => one.Kind);
        Expect.Same($"postings of {orderId}", ["late-payment", "suspense-refund"], kinds);
    }

    private static async Task WithoutAnAnswerAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var lost = await PayAsync(world, cancellation);
        world.LoseTheCancelOf(lost);
        await world.ReverseAsync(lost, cancellation);
        await world.ExpectRevokedAsync(lost, cancels: 1, cancellation);

        var putOff = await PayAsync(world, cancellation);
        world.PutOffTheCancelOf(putOff);
        await world.ReverseAsync(putOff, cancellation);
        await world.ExpectRevokedAsync(putOff, cancels: 2, cancellation);
    }

    private static async Task NotThatOneAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var weChat = await world.CreateAsync(cancellation);
        await world.ExpectNotReversibleAsync(weChat, "channel-cannot-reverse", "POST refunds", cancellation);

        var refunded = await PayAsync(world, cancellation);
        var refund = await world.RefundAsync(refunded, 234, cancellation);
        await world.UntilRefundAsync(refunded, refund, "Succeeded", cancellation);
        await world.ExpectNotReversibleAsync(refunded, "already-refunded", "Refunded: 234 of 1234", cancellation);
    }

    private static async Task<string> PayAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation);
        world.PayByAlipay(orderId);
        await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);
        return orderId;
    }
}
