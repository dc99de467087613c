using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SplitReturnedBeforeRefund : Scenario
{
    public override string Name => "split-returned-before-refund";

    public override string Title => "A divided order is refunded in full: its shares come back first";

    public override string Expectation => "REFUNDED; receivers are left with nothing, the merchant owes nothing";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var address = world.Webhooks.Address($"webhooks/{Name}");
        var orderId = await world.CreatePaidForSharingAsync(1000, cancellation, address);
        var asked = await world.SplitAsync(
            orderId, "S1", [(SplitSteps.Partner, 300), (SplitSteps.Agent, 100)], false, cancellation);
        Expect.True("POST splits: 202", asked.Status == 202, asked);
        await world.UntilSplitAsync(orderId, "S1", split => split.State == "Done", cancellation);

        var back = await world.ReturnAsync(orderId, "S1", "RET1", SplitSteps.Partner, 120, cancellation);
        Expect.True("POST returns: 202", back.Status == 202, back);
        await world.UntilSplitAsync(
            orderId, "S1", split => split.Returns is [{ State: "Done", Amount.Amount: 120 }], cancellation);
        var above = await world.ReturnAsync(orderId, "S1", "RET2", SplitSteps.Partner, 181, cancellation);
        Expect.True("above-share: 422", above.Status == 422, above);

        var refundId = await world.RefundAsync(orderId, 1000, cancellation);
        await world.UntilRefundAsync(orderId, refundId, "Succeeded", cancellation);

        await world.ExpectRefundedAsync(orderId, "Refunded", 1000, cancellation);
        var split = await world.UntilSplitAsync(orderId, "S1", _ => true, cancellation);
        Expect.Equal("given back", 400, split.Returns.Where(one => one.State == "Done").Sum(one => one.Amount.Amount));
        Expect.Equal("given back at the provider", 400, world.WeChatPay.SplitReturns(orderId).Sum(one => one.Amount));
        Expect.Equal("receivers are left with", 0, await world.HeldAsync(orderId, "receiver/", cancellation));
        Expect.Equal("the merchant is left with", 0, await world.HeldAsync(orderId, "merchant/", cancellation));
        var told = await world.TakenAsync(address, 7, cancellation);
        Expect.Same(
            "webhooks, in order",
            [
                "order.paid", "split.finished", .. split.Returns.Select(_ => "split.returned"), "refund.succeeded",
                "order.refunded",
            ],
            told.Where(one => one.Status is >= 200 and < 300).Select(one => one.Type));
        var notices = 2 + split.Returns.Length; // One a receiver of the split, one a return.
        await world.WeChatPay.Deliveries.WaitAsync(
            one => one.Acknowledged && one.OutTradeNo.StartsWith($"{orderId}-", StringComparison.Ordinal),
            seen => seen.Length == notices, OrderSteps.Patience, $"{notices} notifications of shares", cancellation);
        return $"REFUNDED 1000 after {split.Returns.Length} returns of 400; {notices} notifications, {told.Length} webhooks";
    }
}
