using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class RefundRetried : Scenario
{
    public override string Name => "refund-retried";

    public override string Title => "A refund meets an empty account, a frequency limit and a lost answer, and no notification";

    public override string Expectation => "sent again under the same number until it is there: one refund, REFUNDED";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation);
        var refundId = RefundSteps.RefundId(orderId);
        world.WeChatPay.RefundPlanFor(
            refundId, new RefundPlan { RefusedFirst = ["NOT_ENOUGH", "FREQUENCY_LIMITED"], LostAnswers = 1 });
        world.WeChatPay.PlanFor(refundId, new() { Lose = true });

        await world.RefundAsync(orderId, 1234, cancellation);

        await world.UntilAsync(orderId, "Refunded", cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", 1234, cancellation);
        Expect.Equal("refunds at the provider", 1, world.WeChatPay.Refunds(orderId).Length);
        var calls = world.WeChatPay.Calls.Where(call => call.OutTradeNo == refundId);
        Expect.Same(
            "calls that asked for it", ["NOT_ENOUGH", "FREQUENCY_LIMITED", null],
            calls.Where(call => call.Operation == "refund").Select(call => call.Code));
        Expect.True(
            "a query after the lost answer", calls.Any(call => call is { Operation: "query-refund", Status: 200 }),
            calls.Length);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "REFUNDED by 3 calls under one number, and a query";
    }
}
