using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class PaidWhileClosing : Scenario
{
    public override string Name => "paid-while-closing";

    public override string Title => "The payer pays while our close is on its way";

    public override string Expectation => "the money wins: PAID, one posting; the late notification is a repeat";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, expiresIn: 3);
        world.WeChatPay.PlanFor(orderId, new() { Hold = true });
        var close = world.WeChatPay.GateNext("close", orderId);

        await close.Arrived.WaitAsync(OrderSteps.Patience, cancellation);
        Expect.Equal("state while closing", "Closing", (await world.ReadAsync(orderId, cancellation)).State);
        world.PayNow(orderId, evenIfLate: true);
        close.Open();

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        var refused = world.WeChatPay.Calls.Where(call => call.Operation == "close" && call.OutTradeNo == orderId);
        Expect.Same("answers to the close", ["ORDER_PAID"], refused.Select(call => call.Code));
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        world.WeChatPay.Release(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        await counts.ExpectAsync(cancellation, repeat: 1);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return "ORDER_PAID to the close, PAID here, one posting";
    }
}
